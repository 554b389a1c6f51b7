// Which names are written, and on which side, so that they hide hardly anything.

const HEIGHT = 14;
const SIDES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
];

/**
 * Return the names to write: {i, x, y, anchor}, in pixels.
 * `points` are {i, x, y, r, width, always}, in the order of their importance.
 */
export function placed(points, marks, { width, height, most, mayHide = 0 }) {
  const taken = [];
  const names = [];
  for (const point of points) {
    if (names.length >= most && !point.always) break;
    if (point.x < 0 || point.y < 0 || point.x > width || point.y > height) continue;
    const best = bestSide(point, marks, taken, { width, height });
    if (!best || (best.hidden > mayHide && !point.always)) continue;
    taken.push(best.box);
    names.push({ i: point.i, x: best.x, y: best.y, anchor: best.anchor });
  }
  return names;
}

function bestSide(point, marks, taken, frame) {
  let best = null;
  for (const [right, down] of SIDES) {
    const side = boxAt(point, right, down);
    const { box } = side;
    if (box[0] < 0 || box[1] < 0 || box[2] > frame.width || box[3] > frame.height) continue;
    if (taken.some((other) => meet(box, other))) continue;
    const hidden = marks.reduce(
      (count, mark) => count + (mark.i !== point.i && covers(box, mark) ? 1 : 0),
      0,
    );
    if (!best || hidden < best.hidden) best = { ...side, hidden };
    if (hidden === 0) break;
  }
  return best;
}

function boxAt({ x, y, r, width }, right, down) {
  const cx = x + right * (r + 4 + width / 2);
  const cy = y + down * (r + 3 + HEIGHT / 2);
  return {
    box: [cx - width / 2, cy - HEIGHT / 2, cx + width / 2, cy + HEIGHT / 2],
    x: cx,
    y: cy,
    anchor: "middle",
  };
}

const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const covers = (box, { x, y, r }) =>
  x + r > box[0] && x - r < box[2] && y + r > box[1] && y - r < box[3];
