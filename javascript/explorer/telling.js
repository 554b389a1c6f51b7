// What is told in words: the tooltip, the key, the selection, the way.

import { html, svg } from "./dom.js";
import { classOf, shapeOf } from "./marks.js";

/** Return the lines about one person. */
export function linesOf(network, i) {
  const { people } = network;
  const of = (...columns) => columns.map((name) => people[name][i]).filter(Boolean);
  const referrer = people.referrer[i];
  const by = referrer > 0 ? `named by ${people.shown[referrer]}` : "found by yourself";
  const reach = people.reach[i];
  return [
    people.shown[i],
    of("role", "organization").join(", "),
    of("industry", "city").join(", "),
    people.when[i],
    i === 0 ? "" : [`Generation ${people.generation[i]}`, by].join(", "),
    i > 0 && people.source[i] ? `Source: ${people.source[i]}` : "",
    reach ? `Led to ${reach.toLocaleString("en")} ${reach === 1 ? "person" : "people"}` : "",
  ].filter(Boolean);
}

/** Fill the tooltip; the first line is the name. */
export function fillTooltip(tooltip, lines) {
  tooltip.replaceChildren(
    ...lines.map((line, place) => html(place ? "div" : "strong", {}, line)),
  );
}

/** Return what shapes and colours mean, with how many there are of each. */
export function keyLines(network, colors) {
  const marks = network.marks.map(([state, words, count]) => ({
    text: `${words}: ${count.toLocaleString("en")}`,
    state,
    slot: -1,
    plain: colors.key.length > 0,
  }));
  const kinds = colors.key.map(([slot, words, count]) => ({
    text: `${words}: ${count.toLocaleString("en")}`,
    state: "held",
    slot,
    plain: false,
  }));
  return [...marks, ...kinds];
}

/** Draw one mark of the key, in a box of 14 pixels. */
export const keyMark = ({ state, slot, plain }) =>
  svg("path", {
    d: shapeOf(state),
    class: `${classOf(state, slot)}${plain ? " iv-plain" : ""}`,
    transform: "translate(7,7)scale(5)",
  });

export function fillKey(key, lines) {
  key.replaceChildren(
    ...lines.map((line) =>
      html(
        "li",
        {},
        svg("svg", { width: 14, height: 14, "aria-hidden": "true", focusable: "false" }, keyMark(line)),
        html("span", {}, line.text),
      ),
    ),
  );
}

/** Tell the way: its steps as a list, then the words. */
export function fillWay(place, network, way, words) {
  const { people, marks } = network;
  const state = (i) => (i ? marks.find(([name]) => name === people.state[i])?.[1] : "");
  const steps = way.map((i) =>
    html("li", {}, people.shown[i] + (state(i) ? ` (${state(i)})` : "")),
  );
  place.replaceChildren(
    ...(steps.length ? [html("ol", { "aria-label": "The warmest way" }, ...steps)] : []),
    ...(words.length ? [html("p", {}, words.join(" "))] : []),
  );
}

export function selectionInWords(network, selected) {
  const names = selected.map((i) => network.people.shown[i]);
  if (!names.length) return "Nobody is selected.";
  if (names.length === 1) return `Selected: ${network.people.label[selected[0]]}.`;
  const rest = names.length - 8;
  return `${names.length} selected: ${names.slice(0, 8).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`;
}
