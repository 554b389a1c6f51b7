// How the people of each state are drawn: by shape, and open or filled, never by colour alone.

const CIRCLE = "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z";
const SQUARE = "M-.9,-.9H.9V.9H-.9Z";
const DIAMOND = "M0,-1.3L1.3,0L0,1.3L-1.3,0Z";
const TRIANGLE = "M0,-1.2L1.1,.8H-1.1Z";
const CROSS = "M-1,-.55L-.55,-1L0,-.45L.55,-1L1,-.55L.45,0L1,.55L.55,1L0,.45L-.55,1L-1,.55L-.45,0Z";

const SHAPES = {
  you: CIRCLE,
  held: CIRCLE,
  scheduled: DIAMOND,
  asked: SQUARE,
  waiting: TRIANGLE,
  declined: CROSS,
  lead: CIRCLE,
};
const USUAL = 5.5;
const YOURS = 9;
const LARGEST = 2.6; // times the usual mark
const LARGE_REACH = 12; // a reach that may have the largest mark

export const shapeOf = (state) => SHAPES[state] ?? CIRCLE;

export const classOf = (state, slot) =>
  `iv-mark iv-${state in SHAPES ? state : "lead"}${slot >= 0 ? ` iv-kind-${slot}` : ""}`;

/** Return each person's radius: the area of their mark grows with the reach. */
export function radii(people, sizeBy) {
  const most = Math.max(LARGE_REACH, ...spread(people.reach.slice(1)));
  return people.reach.map((reach, i) => {
    if (i === 0) return YOURS;
    const share = sizeBy === "reach" ? reach / most : 0;
    return USUAL * Math.sqrt(1 + (LARGEST ** 2 - 1) * share);
  });
}

const spread = (values) => [values.reduce((most, value) => Math.max(most, value), 0)];
