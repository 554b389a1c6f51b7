// The picture: rings, referrals, people, names; pan and zoom.

import { select } from "d3-selection";
import { zoom, zoomIdentity, zoomTransform } from "d3-zoom";

import { setAttributes, svg } from "./dom.js";
import { placed } from "./labels.js";
import { classOf, radii, shapeOf } from "./marks.js";

const NAMES_AT_MOST = 26;
const HIDES_ONE = 150; // people: a name may cover one mark for so many
const BESIDE = 14; // units that a ring of several rows is wider than they are
const LINE = 2; // units of a ring of one row
const FAR = [0.05, 8];
const LONGEST_NAME = 26;

const ruler = document.createElement("canvas").getContext("2d");

export class Picture {
  constructor({ onClick, onHover }) {
    this.nodes = [];
    this.byName = new Map();
    this.size = { width: 0, height: 0 };
    this.rings = svg("g", { class: "iv-rings", "aria-hidden": "true" });
    this.ties = svg("g", { class: "iv-ties", "aria-hidden": "true" });
    this.people = svg("g", {
      class: "iv-people",
      role: "listbox",
      "aria-multiselectable": "true",
      "aria-label": "People. Arrows walk along referrals, Enter selects.",
    });
    this.names = svg("g", { class: "iv-names", "aria-hidden": "true" });
    this.world = svg("g", {}, this.rings, this.ties, this.people);
    this.svg = svg("svg", { class: "iv-picture" }, this.world, this.names);
    this.zoom = zoom()
      .scaleExtent(FAR)
      .extent(() => [[0, 0], [this.size.width || 1, this.size.height || 1]])
      .filter((event) => this.mayZoom(event))
      .on("zoom", ({ transform }) => {
        this.fitted = false;
        this.moveTo(transform);
      })
      .on("start", () => this.svg.classList.add("iv-moving"))
      .on("end", () => {
        this.svg.classList.remove("iv-moving");
        this.writeNamesSoon();
      });
    select(this.svg).call(this.zoom).on("dblclick.zoom", null);
    this.svg.addEventListener("click", (event) => onClick(this.numberOf(event.target), event));
    this.svg.addEventListener("pointerover", (event) => onHover(this.numberOf(event.target)));
    this.svg.addEventListener("pointerleave", () => onHover(-1));
    this.watch = new ResizeObserver(() => this.measure());
    this.watch.observe(this.svg);
  }

  /** A plain wheel scrolls the page, unless the picture has the focus. */
  mayZoom(event) {
    if (event.type !== "wheel") return !event.button;
    return event.ctrlKey || event.metaKey || this.svg.contains(document.activeElement);
  }

  numberOf(target) {
    return this.numbers?.get(target) ?? -1;
  }

  measure() {
    const { clientWidth: width, clientHeight: height } = this.svg;
    if (!width || !height) return; // in a tab that is not shown
    const before = this.size;
    this.size = { width, height };
    if (!before.width || this.fitted) {
      this.fit();
    } else {
      const { k, x, y } = zoomTransform(this.svg);
      const [right, down] = [(width - before.width) / 2, (height - before.height) / 2];
      this.transform(zoomIdentity.translate(x + right, y + down).scale(k));
    }
    this.writeNames();
  }

  /** Draw another network: whoever stays keeps their element, and with it the focus. */
  draw(network) {
    this.network = network;
    const { people, rings } = network;
    const old = this.byName;
    this.byName = new Map();
    this.nodes = people.name.map((name, i) => {
      const node = old.get(name) ?? svg("path", { role: "option", tabindex: "-1" });
      old.delete(name);
      this.byName.set(name, node);
      const d = shapeOf(people.state[i]);
      if (node.getAttribute("d") !== d) node.setAttribute("d", d);
      if (node.getAttribute("aria-label") !== people.label[i]) {
        node.setAttribute("aria-label", people.label[i]);
      }
      return node;
    });
    this.numbers = new Map(this.nodes.map((node, i) => [node, i]));
    old.forEach((node) => node.remove());
    this.rings.replaceChildren(...rings.map(([inner, outer]) => ringOf(inner, outer)));
    const last = rings.length ? rings[rings.length - 1][1] : 0;
    this.reach = Math.max(last, 90) + 26;
    const missing = this.nodes.filter((node) => !node.parentNode);
    const order = this.nodes.map((_, i) => i).filter((i) => i > 0);
    if (missing.length) {
      order.sort((a, b) => rank(people.state[a]) - rank(people.state[b]));
      this.people.append(...order.map((i) => this.nodes[i]), this.nodes[0]);
    }
  }

  /** Show how people stand out: {shown, faint, selected, path, colors, sizeBy}. */
  dress(look) {
    this.look = look;
    const { people } = this.network;
    this.radii = radii(people, look.sizeBy);
    const slots = look.colors.slot;
    this.nodes.forEach((node, i) => {
      const of = classOf(people.state[i], slots.length ? slots[i] : -1);
      const faint = look.faint[i] ? " iv-faint" : "";
      const chosen = look.selected.has(i);
      change(node, {
        class: `${of}${faint}${chosen ? " iv-selected" : ""}${look.path.includes(i) ? " iv-on-path" : ""}`,
        transform: `translate(${people.x[i]},${people.y[i]})scale(${round(this.radii[i])})`,
        "aria-selected": chosen ? "true" : "false",
        display: look.shown[i] ? null : "none",
      });
    });
    this.hovered?.classList.add("iv-hovered");
    this.drawTies();
    this.writeNames();
  }

  drawTies() {
    const { people, ties } = this.network;
    const { shown, faint, selected, path } = this.look;
    const lines = { spoke: [], drawn: [], other: [], faint: [], chosen: [] };
    const line = (a, b) => `M${people.x[a]},${people.y[a]}L${people.x[b]},${people.y[b]}`;
    people.generation.forEach((ring, i) => {
      if (ring === 1 && shown[i]) lines.spoke.push(line(0, i));
    });
    ties.tail.forEach((a, t) => {
      const b = ties.head[t];
      if (!shown[a] || !shown[b]) return;
      const kind = faint[a] && faint[b] ? "faint" : ties.drawn[t] ? "drawn" : "other";
      lines[kind].push(line(a, b));
      if (selected.has(a) || selected.has(b)) lines.chosen.push(line(a, b));
    });
    const way = path.slice(1).map((b, step) => line(path[step], b));
    this.ties.replaceChildren(
      ...Object.entries({ ...lines, way })
        .filter(([, drawn]) => drawn.length)
        .map(([kind, drawn]) => svg("path", { class: `iv-tie iv-${kind}`, d: drawn.join("") })),
    );
  }

  hover(i) {
    this.hovered?.classList.remove("iv-hovered");
    this.hovered = this.nodes[i] ?? null;
    this.hovered?.classList.add("iv-hovered");
  }

  /** Move everything; names come along, and find new places once it stands still. */
  moveTo(transform) {
    this.world.setAttribute("transform", transform);
    const thin = String(Math.max(0.3, Math.min(1, Math.round(transform.k * 15) / 10)));
    if (this.thin !== thin) this.svg.style.setProperty("--iv-thin", (this.thin = thin));
    const { k, x, y } = this.namedAt ?? transform;
    if (k === transform.k) {
      this.names.setAttribute("transform", `translate(${transform.x - x},${transform.y - y})`);
    } else {
      this.writeNamesSoon();
    }
  }

  writeNamesSoon() {
    if (this.pending) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      this.writeNames();
    });
  }

  writeNames() {
    if (!this.look || !this.size.width) return;
    const { people } = this.network;
    const { shown, faint, selected, path, focused } = this.look;
    this.namedAt = zoomTransform(this.svg);
    this.names.removeAttribute("transform");
    const { k, x, y } = this.namedAt;
    const marks = this.nodes.flatMap((_, i) =>
      shown[i] ? [{ i, x: people.x[i] * k + x, y: people.y[i] * k + y, r: this.radii[i] * k }] : [],
    );
    const weight = (i) =>
      (selected.has(i) ? 4e6 : 0) + (path.includes(i) ? 2e6 : 0) + (i === focused ? 8e6 : 0)
      + (i === 0 ? 1e6 : people.reach[i]);
    ruler.font = "12px sans-serif";
    const points = marks
      .filter(({ i }) => !faint[i] || selected.has(i) || path.includes(i))
      .map((mark) => ({ ...mark, weight: weight(mark.i), always: weight(mark.i) >= 1e6 && mark.i > 0 }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, 4 * NAMES_AT_MOST)
      .map((mark) => ({ ...mark, width: ruler.measureText(short(people.shown[mark.i])).width + 6 }));
    const names = placed(points, marks, {
      ...this.size,
      most: NAMES_AT_MOST,
      mayHide: Math.floor(marks.length / HIDES_ONE),
    });
    this.names.replaceChildren(
      ...names.map((at) =>
        svg(
          "text",
          { x: round(at.x), y: round(at.y), class: at.i === 0 ? "iv-name iv-yours" : "iv-name" },
          short(people.shown[at.i]),
        ),
      ),
    );
  }

  fit() {
    const { width, height } = this.size;
    if (!width || !this.network) return;
    const { people } = this.network;
    const shown = this.look ? people.name.flatMap((_, i) => (this.look.shown[i] ? [i] : [])) : [];
    const all = !this.look || shown.length === people.name.length;
    const reach = all ? this.reach : 40 + Math.max(0, ...shown.map((i) => Math.hypot(people.x[i], people.y[i])));
    const k = Math.min(width, height) / 2 / reach;
    this.transform(zoomIdentity.translate(width / 2, height / 2).scale(Math.min(k, 2)));
    this.fitted = true;
  }

  /** Bring a person into the view, if they are outside it. */
  reveal(i) {
    const { people } = this.network;
    const { k, x, y } = zoomTransform(this.svg);
    const [px, py] = [people.x[i] * k + x, people.y[i] * k + y];
    const { width, height } = this.size;
    if (px > 20 && py > 20 && px < width - 20 && py < height - 20) return;
    this.transform(zoomIdentity.translate(width / 2 - people.x[i] * k, height / 2 - people.y[i] * k).scale(k));
  }

  placeOf(i) {
    const { people } = this.network;
    const { k, x, y } = zoomTransform(this.svg);
    return [people.x[i] * k + x, people.y[i] * k + y, this.radii[i] * k];
  }

  scaleBy(factor) {
    select(this.svg).call(this.zoom.scaleBy, factor);
  }

  transform(transform) {
    select(this.svg).call(this.zoom.transform, transform);
  }

  close() {
    this.watch.disconnect();
    if (this.pending) cancelAnimationFrame(this.pending);
  }
}

const looks = new WeakMap();

/** Set only those attributes that are not so already: most people look as they did. */
function change(node, attributes) {
  const before = looks.get(node) ?? {};
  for (const [name, value] of Object.entries(attributes)) {
    if (before[name] !== value) setAttributes(node, { [name]: value });
  }
  looks.set(node, attributes);
}

const ORDER = ["lead", "declined", "waiting", "asked", "scheduled", "held", "you"];
const rank = (state) => ORDER.indexOf(state);
const round = (value) => Math.round(value * 100) / 100;

/** Return a name that is not long, cut between two letters and not within one. */
function short(name) {
  const letters = [...name];
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join("")}\u2026` : name;
}

function ringOf(inner, outer) {
  const width = outer > inner ? outer - inner + BESIDE : LINE;
  return svg("circle", { r: round((inner + outer) / 2), "stroke-width": round(width), class: "iv-ring" });
}
