// What a network knows of itself: neighbours, ways through it, who matches a search.

/** Return, for each person, the people next to them along referrals. */
export function neighbours(size, ties) {
  const next = Array.from({ length: size }, () => []);
  ties.tail.forEach((tail, i) => {
    next[tail].push(ties.head[i]);
    next[ties.head[i]].push(tail);
  });
  return next;
}

/** Tell who stands within so many referrals of the selected; you are always there. */
export function within(people, next, selected, hops) {
  const size = people.name.length;
  if (!hops || !selected.length) return new Array(size).fill(true);
  const near = new Array(size).fill(false);
  let edge = selected.filter((i) => i > 0);
  edge.forEach((i) => (near[i] = true));
  for (let step = 0; step < hops; step += 1) {
    edge = edge.flatMap((i) => next[i]).filter((i) => !near[i] && (near[i] = true));
  }
  const yours = selected.includes(0) ? hops : 0;
  return near.map((is, i) => is || people.generation[i] <= yours);
}

/** Return a text without case and accents, as a search compares it. */
export const folded = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Return the numbers of the people whose name, place, role, field or city has all the words. */
export function matches(people, search) {
  const words = folded(search).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const has = (i) => {
    const line = folded(
      [people.shown, people.organization, people.role, people.industry, people.city]
        .map((column) => column[i])
        .join(" "),
    );
    return words.every((word) => line.includes(word));
  };
  return people.name.flatMap((_, i) => (has(i) ? [i] : []));
}

/** Return the people of each referrer, clockwise. */
export function families(people) {
  const families = people.name.map(() => []);
  people.referrer.forEach((referrer, i) => referrer >= 0 && families[referrer].push(i));
  const turn = (i) => (Math.atan2(people.x[i], -people.y[i]) + 2 * Math.PI) % (2 * Math.PI);
  families.forEach((family) => family.sort((a, b) => turn(a) - turn(b)));
  return families;
}

/** Return to whom a key leads from a person, through those who are shown. */
export function walk(people, families, shown, from, key) {
  const referrer = people.referrer[from];
  if (key === "Home") return 0;
  if (key === "ArrowUp") return firstShown(people, shown, referrer, from);
  if (key === "ArrowDown") return families[from].find((i) => shown[i]) ?? from;
  if (referrer < 0) return from;
  const family = families[referrer].filter((i) => shown[i]);
  const step = key === "ArrowRight" ? 1 : -1;
  const place = (family.indexOf(from) + step + family.length) % family.length;
  return family[place] ?? from;
}

function firstShown(people, shown, start, otherwise) {
  let at = start;
  for (let steps = 0; at >= 0 && !shown[at] && steps < people.name.length; steps += 1) {
    at = people.referrer[at];
  }
  return at < 0 ? otherwise : at;
}
