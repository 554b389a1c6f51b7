import assert from "node:assert/strict";
import { test } from "node:test";

import { placed } from "../explorer/labels.js";

const frame = { width: 300, height: 200, most: 10 };
const point = (i, x, y, more = {}) => ({ i, x, y, r: 5, width: 60, always: false, ...more });

test("a name stands right of its mark where there is room", () => {
  const [name] = placed([point(0, 100, 100)], [], frame);
  assert.deepEqual([name.x, name.y], [139, 100]);
});

test("a name stands on the other side at the edge of the picture", () => {
  const [name] = placed([point(0, 280, 100)], [], frame);
  assert.ok(name.x < 280);
});

test("of two names that would meet, the more important is written first", () => {
  const points = [0, 1, 2, 3, 4, 5, 6].map((i) => point(i, 100 + i, 100));
  const names = placed(points, [], frame);
  assert.equal(names[0].i, 0);
  assert.ok(names.length < points.length);
});

test("a name that would hide a mark is left out, unless it is wanted", () => {
  const around = [[140, 100], [60, 100], [100, 117], [100, 83]];
  const marks = around.map(([x, y], i) => ({ i: i + 1, x, y, r: 5 }));
  assert.equal(placed([point(0, 100, 100)], marks, frame).length, 0);
  assert.equal(placed([point(0, 100, 100)], marks, { ...frame, mayHide: 1 }).length, 1);
  assert.equal(placed([point(0, 100, 100, { always: true })], marks, frame).length, 1);
});

test("whoever is outside the picture is not named, and no more than asked for are", () => {
  assert.equal(placed([point(0, -5, 100)], [], frame).length, 0);
  const points = [point(0, 20, 20), point(1, 20, 100), point(2, 20, 180)];
  assert.equal(placed(points, [], { ...frame, most: 2 }).length, 2);
});
