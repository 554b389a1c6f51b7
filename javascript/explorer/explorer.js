// The explorer: what the model says is shown, what is done in the picture goes to the model.

import { buttons, controls } from "./controls.js";
import { html } from "./dom.js";
import { families, folded, matches, neighbours, walk, within } from "./network.js";
import { Picture } from "./picture.js";
import { asPng, asSvg, save } from "./saving.js";
import { fillKey, fillTooltip, fillWay, keyLines, linesOf, selectionInWords } from "./telling.js";

const STEPS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home"];
const LOOKS = ["way", "colors", "selected", "search", "hops", "size_by", "color_by", "target"]
  .map((name) => `change:${name}`)
  .join(" ");
const ZOOM = 1.4;
const HINT = "Drag to move; Ctrl and wheel, or + and \u2212, to zoom. Click or Enter selects, with Shift adds.";

export class Explorer {
  constructor(model) {
    this.model = model;
    this.focused = 0;
    this.controls = controls((name, value) => this.choose(name, value));
    this.picture = new Picture({
      onClick: (i, event) => this.click(i, event),
      onHover: (i) => (i < 0 ? this.hush() : this.tell(i)),
    });
    this.tooltip = html("div", { class: "iv-tooltip", "aria-hidden": "true", hidden: true });
    this.key = html("ul", { class: "iv-key", "aria-label": "What the marks mean" });
    this.words = html("p", { class: "iv-words" });
    this.way = html("div", { class: "iv-way" });
    this.live = html("p", { class: "iv-live", role: "status", "aria-live": "polite" });
    const view = buttons({
      nearer: () => this.picture.scaleBy(ZOOM),
      farther: () => this.picture.scaleBy(1 / ZOOM),
      fit: () => this.picture.fit(),
      saveSvg: () => this.saveSvg(),
      savePng: () => this.savePng(),
    });
    const stage = html("div", { class: "iv-stage" }, this.picture.svg, view, this.tooltip);
    this.root = html(
      "section",
      { class: "iv-explorer", "aria-label": "Network explorer" },
      this.controls.row,
      this.words,
      stage,
      html("p", { class: "iv-hint" }, HINT),
      this.key,
      this.live,
      this.way,
    );
    this.listen();
    this.take();
  }

  listen() {
    // JupyterLab deletes a cell on "d d": what is typed here stays here
    this.root.addEventListener("keydown", (event) => {
      const passes = event.key === "Tab" || event.key === "Escape";
      if (!passes && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    });
    this.picture.people.addEventListener("keydown", (event) => this.press(event));
    this.picture.people.addEventListener("focusin", (event) => this.focusOn(event.target));
    this.picture.people.addEventListener("focusout", () => this.hush());
    this.model.on(LOOKS, (this.onLook = () => this.refresh(false)));
    this.model.on("change:drawn", (this.onNetwork = () => this.refresh(true)));
  }

  /** Draw once for all that changed together. */
  refresh(network) {
    this.anew ||= network;
    if (this.waiting) return;
    this.waiting = true;
    queueMicrotask(() => {
      this.waiting = false;
      if (this.anew) this.take();
      else this.dress();
      this.anew = false;
    });
  }

  /** Take a network in, and show it. */
  take() {
    this.network = this.model.get("drawn");
    const { people, ties } = this.network;
    this.numbers = new Map(people.name.map((name, i) => [name, i]));
    this.families = families(people);
    this.next = neighbours(people.name.length, ties);
    const focused = this.picture.nodes[this.focused];
    this.picture.draw(this.network);
    this.focused = Math.max(this.picture.nodes.indexOf(focused), 0);
    const { list, day } = this.controls;
    const targets = this.model.get("targets");
    list.replaceChildren(...targets.map((value) => html("option", { value })));
    this.targets = new Map(targets.map((value) => [folded(value), value]));
    const days = this.model.get("days");
    day.max = Math.max(days.length - 1, 0);
    day.disabled = days.length < 2;
    this.words.textContent = [this.network.words, this.network.footnote].filter(Boolean).join(" ");
    this.dress();
    if (this.picture.fitted) this.picture.fit();
  }

  /** Show what stands out. */
  dress() {
    const { model } = this;
    const { people } = this.network;
    const known = (names) => names.flatMap((name) => this.numbers.get(name) ?? []);
    this.selected = known(model.get("selected"));
    const shown = within(people, this.next, this.selected, model.get("hops"));
    this.found = matches(people, model.get("search")).filter((i) => shown[i]);
    const way = known(model.get("way").people ?? []);
    way.forEach((i) => (shown[i] = true));
    const stands = new Set([...this.found, ...way]);
    const faint = people.name.map((_, i) => stands.size > 0 && !stands.has(i) && i > 0);
    if (model.get("search") && !this.found.length) faint.fill(true, 1);
    const colors = model.get("colors");
    const fits = colors.slot.length === people.name.length ? colors : { slot: [], key: [] };
    if (!shown[this.focused]) this.focused = 0;
    this.look = {
      shown, faint, selected: new Set(this.selected), path: way, colors: fits,
      sizeBy: model.get("size_by"), focused: -1,
    };
    this.picture.dress(this.look);
    this.rove(this.focused);
    this.lines = keyLines(this.network, fits);
    fillKey(this.key, this.lines);
    this.follow();
    this.say(way);
  }

  /** Let the controls show what was chosen. */
  follow() {
    const { search, target, color, size, hops, day, readout } = this.controls;
    const put = (control, value) => control.value !== value && (control.value = value);
    put(search, this.model.get("search"));
    if (document.activeElement !== target || this.model.get("target")) {
      put(target, this.model.get("target"));
    }
    put(color, this.model.get("color_by"));
    put(size, this.model.get("size_by"));
    const steps = String(this.model.get("hops"));
    if (![...hops.options].some((option) => option.value === steps)) {
      hops.append(html("option", { value: steps }, `${steps} steps around the selected`));
    }
    put(hops, steps);
    const days = this.model.get("days");
    const on = this.model.get("on");
    const place = days.findIndex((end) => end >= on);
    put(day, String(place < 0 ? days.length - 1 : place));
    const said = this.network.words.split(":")[0];
    day.setAttribute("aria-valuetext", said);
    readout.textContent = said;
  }

  /** Tell the selection, the search and the way. */
  say(way) {
    const search = this.model.get("search");
    const found = this.found.length;
    const many = found === 1 ? "1 person matches" : `${found.toLocaleString("en")} people match`;
    const hops = this.model.get("hops");
    const alone = hops && !this.selected.length ? " Select somebody to see the steps around them." : "";
    const words = selectionInWords(this.network, this.selected) + alone;
    const told = search.trim() ? `${many} \u201c${search.trim()}\u201d. ${words}` : words;
    if (this.live.textContent !== told) this.live.textContent = told;
    const path = this.model.get("way");
    this.way.setAttribute("role", "status");
    if (!this.refused) fillWay(this.way, this.network, way, path.words ?? []);
    this.refused = false;
  }

  /** Take what was chosen in a control. */
  choose(name, value) {
    if (name === "found") {
      if (this.found.length) this.goTo(this.found[0]);
      return;
    }
    if (name === "on") {
      this.set("on", this.model.get("days")[value]);
      return;
    }
    if (name === "target") {
      this.seek(value.trim());
      return;
    }
    this.set(name, value);
  }

  seek(text) {
    const target = text ? this.targets.get(folded(text)) : "";
    if (target !== undefined) {
      this.set("target", target);
      if (!target) fillWay(this.way, this.network, [], []);
      return;
    }
    const words = `Nobody and no organisation here is called \u201c${text}\u201d. Choose one of the list.`;
    this.refused = true;
    this.set("target", "");
    fillWay(this.way, this.network, [], [words]);
    this.refused = false;
  }

  set(name, value) {
    this.model.set(name, value);
    this.model.save_changes();
  }

  click(i, event) {
    if (i < 0) return;
    this.goTo(i);
    this.select(i, event.shiftKey || event.ctrlKey || event.metaKey);
  }

  select(i, adds) {
    const name = this.network.people.name[i];
    const names = this.model.get("selected");
    const others = names.filter((other) => other !== name);
    const off = others.length < names.length && (adds || names.length === 1);
    this.set("selected", adds ? (off ? others : [...names, name]) : off ? [] : [name]);
  }

  press(event) {
    if (event.ctrlKey && event.key !== "Enter") return;
    if (STEPS.includes(event.key)) {
      this.goTo(walk(this.network.people, this.families, this.look.shown, this.focused, event.key));
    } else if (event.key === "Enter" || event.key === " ") {
      this.select(this.focused, event.shiftKey || event.ctrlKey || event.metaKey);
    } else if (event.key === "Escape") {
      this.hush();
      this.set("selected", []);
    } else if (event.key === "+" || event.key === "=") {
      this.picture.scaleBy(ZOOM);
    } else if (event.key === "-") {
      this.picture.scaleBy(1 / ZOOM);
    } else if (event.key === "0") {
      this.picture.fit();
    } else {
      return;
    }
    event.preventDefault();
  }

  goTo(i) {
    this.rove(i);
    this.picture.reveal(i);
    this.picture.nodes[i].focus({ preventScroll: true });
  }

  /** Let Tab enter the picture at one person. */
  rove(i) {
    this.picture.nodes[this.focused]?.setAttribute("tabindex", "-1");
    if (this.stop !== this.picture.nodes[i]) this.stop?.setAttribute("tabindex", "-1");
    this.stop = this.picture.nodes[i];
    this.stop?.setAttribute("tabindex", "0");
    this.focused = i;
  }

  focusOn(node) {
    const i = this.picture.numberOf(node);
    if (i < 0) return;
    this.rove(i);
    if (node.matches(":focus-visible")) this.tell(i);
  }

  hush() {
    this.tooltip.hidden = true;
    this.picture.hover(-1);
  }

  /** Tell about one person beside their mark, away from the middle. */
  tell(i) {
    const { tooltip, picture } = this;
    picture.hover(i);
    tooltip.hidden = false;
    fillTooltip(tooltip, linesOf(this.network, i));
    const [x, y, r] = picture.placeOf(i);
    const { width, height } = picture.size;
    const [left, right] = [x - r - 10 - tooltip.offsetWidth, x + r + 10];
    const fits = right + tooltip.offsetWidth < width;
    tooltip.style.left = `${fits && (x >= width / 2 || left < 0) ? right : Math.max(left, 4)}px`;
    tooltip.style.top = `${Math.max(4, Math.min(y - 12, height - tooltip.offsetHeight - 4))}px`;
  }

  drawn() {
    const title = `Referral network. ${this.network.words}`;
    return asSvg(this.picture, this.lines, title);
  }

  saveSvg() {
    save(`network-${this.model.get("on")}.svg`, new Blob([this.drawn()], { type: "image/svg+xml" }));
  }

  async savePng() {
    save(`network-${this.model.get("on")}.png`, await asPng(this.drawn()));
  }

  close() {
    this.model.off(LOOKS, this.onLook);
    this.model.off("change:drawn", this.onNetwork);
    this.picture.close();
  }
}
