// The controls above the picture. Each has a name, and tells what was chosen.

import { html } from "./dom.js";

const COLORS = [
  ["state", "how far it came"],
  ["source", "how you came to them"],
  ["industry", "industry"],
  ["generation", "generation"],
];
const SIZES = [
  ["reach", "people they led to"],
  ["none", "all alike"],
];
const HOPS = [
  ["0", "everybody"],
  ["1", "1 step around the selected"],
  ["2", "2 steps around the selected"],
  ["3", "3 steps around the selected"],
];

/** Return the controls; `set(name, value)` is called when one changes. */
export function controls(set) {
  const list = html("datalist", { id: `iv-targets-${Math.random().toString(36).slice(2)}` });
  const search = html("input", { type: "search", autocomplete: "off", placeholder: "name, place, field" });
  const target = html("input", { type: "search", autocomplete: "off", list: list.id, placeholder: "who, or which place" });
  const color = choice(COLORS);
  const size = choice(SIZES);
  const hops = choice(HOPS);
  const day = html("input", { type: "range", min: 0, step: 1 });
  search.addEventListener("input", () => set("search", search.value));
  search.addEventListener("keydown", (event) => event.key === "Enter" && set("found", search.value));
  target.addEventListener("change", () => set("target", target.value));
  color.addEventListener("change", () => set("color_by", color.value));
  size.addEventListener("change", () => set("size_by", size.value));
  hops.addEventListener("change", () => set("hops", Number(hops.value)));
  day.addEventListener("input", () => set("on", Number(day.value)));
  const readout = html("output", { class: "iv-readout" });
  const row = html(
    "div",
    { class: "iv-controls" },
    named("Search", search),
    named("Way to", target),
    list,
    named("Show", hops),
    named("Colour", color),
    named("Size", size),
    html("label", { class: "iv-day" }, html("span", {}, "As known on"), day, readout),
  );
  return { row, search, target, list, color, size, hops, day, readout };
}

/** Return the buttons that belong to the picture. */
export function buttons(actions) {
  const made = [
    ["+", "Zoom in", actions.nearer],
    ["\u2212", "Zoom out", actions.farther],
    ["Fit", "Fit everybody into the picture", actions.fit],
    ["SVG", "Save this view as SVG", actions.saveSvg],
    ["PNG", "Save this view as PNG", actions.savePng],
  ].map(([text, name, act]) => {
    const button = html("button", { type: "button", "aria-label": name, title: name }, text);
    button.addEventListener("click", act);
    return button;
  });
  return html("div", { class: "iv-buttons", role: "group", "aria-label": "View" }, ...made);
}

const named = (name, control) => html("label", {}, html("span", {}, name), control);

const choice = (options) =>
  html("select", {}, ...options.map(([value, text]) => html("option", { value }, text)));
