import assert from "node:assert/strict";
import { test } from "node:test";

import { families, folded, matches, neighbours, walk, within } from "../explorer/network.js";

// You - Ana - Bo, and Ana - Di; You - Cy, who named Di as well
const people = {
  name: ["You", "Ana", "Bo", "Cy", "Di"],
  shown: ["You", "Ana Núñez", "Bo", "Cy", "Di"],
  organization: ["", "North", "", "", ""],
  role: ["", "editor", "", "", ""],
  industry: ["", "", "", "", ""],
  city: ["", "", "Porto", "", ""],
  generation: [0, 1, 2, 1, 2],
  referrer: [-1, 0, 1, 0, 1],
  x: [0, 10, 20, -10, 20],
  y: [0, -1, -9, 1, 9],
};
const ties = { tail: [1, 1, 3], head: [2, 4, 4], drawn: [true, true, false] };
const next = neighbours(5, ties);
const all = new Array(5).fill(true);
const family = families(people);

const there = (near) => people.name.filter((_, i) => near[i]);

test("without steps or a selection everybody is shown", () => {
  assert.deepEqual(within(people, next, [1], 0), all);
  assert.deepEqual(within(people, next, [], 2), all);
});

test("steps are counted along referrals, both ways, and you are always there", () => {
  assert.deepEqual(there(within(people, next, [2], 1)), ["You", "Ana", "Bo"]);
  assert.deepEqual(there(within(people, next, [2], 2)), ["You", "Ana", "Bo", "Di"]);
  assert.deepEqual(there(within(people, next, [2], 3)), people.name);
});

test("steps around yourself are generations", () => {
  assert.deepEqual(there(within(people, next, [0], 1)), ["You", "Ana", "Cy"]);
  assert.deepEqual(there(within(people, next, [0], 2)), people.name);
});

test("a search takes no heed of case and accents, and wants every word", () => {
  assert.deepEqual(matches(people, "NUNEZ north"), [1]);
  assert.deepEqual(matches(people, "nunez porto"), []);
  assert.deepEqual(matches(people, "  "), []);
  assert.equal(folded("Åsa Núñez "), "asa nunez");
});

test("the arrows walk to who named them, whom they named and who else was named", () => {
  const go = (from, key) => walk(people, family, all, from, key);
  assert.equal(go(2, "ArrowUp"), 1);
  assert.equal(go(1, "ArrowUp"), 0);
  assert.equal(go(0, "ArrowUp"), 0);
  assert.equal(go(1, "ArrowDown"), 2);
  assert.equal(go(2, "ArrowDown"), 2);
  assert.equal(go(2, "ArrowRight"), 4);
  assert.equal(go(4, "ArrowRight"), 2);
  assert.equal(go(2, "ArrowLeft"), 4);
  assert.equal(go(0, "ArrowLeft"), 0);
  assert.equal(go(4, "Home"), 0);
});

test("the arrows pass by whoever is not shown", () => {
  const shown = [true, false, false, true, true];
  assert.equal(walk(people, family, shown, 4, "ArrowUp"), 0);
  assert.equal(walk(people, family, shown, 1, "ArrowDown"), 4);
  assert.equal(walk(people, family, shown, 4, "ArrowRight"), 4);
});
