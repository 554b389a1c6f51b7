// A slider that a screen reader can name; those of ipywidgets have a handle without a name.
const PAUSE = 150; // milliseconds between two values while it is drawn

function render({ model, el }) {
  const label = document.createElement("label");
  const name = document.createElement("span");
  const slider = document.createElement("input");
  const shown = document.createElement("output");
  slider.type = "range";
  label.append(name, slider, shown);
  label.className = "infoview-slider";
  label.style.cssText = "display:flex;align-items:center;gap:8px;flex-wrap:wrap;margin-right:14px";
  label.style.color = "var(--jp-widgets-label-color, var(--jp-ui-font-color1, inherit))";
  slider.style.cssText = "width:240px;max-width:100%";
  el.append(label);
  let sent = 0;

  const tell = () => {
    const [text = ""] = model.get("options")[slider.value] ?? [];
    slider.setAttribute("aria-valuetext", text);
    shown.textContent = text;
  };
  const follow = () => {
    name.textContent = model.get("description");
    slider.setAttribute("aria-label", model.get("description"));
    slider.min = 0;
    slider.max = Math.max(model.get("options").length - 1, 0);
    slider.value = model.get("index") ?? 0;
    slider.disabled = model.get("disabled");
    tell();
  };
  const send = () => {
    if (Number(slider.value) === model.get("index")) return;
    sent = performance.now();
    model.set("index", Number(slider.value));
    model.save_changes();
  };
  slider.addEventListener("input", () => {
    tell();
    if (model.get("continuous") && performance.now() - sent > PAUSE) send();
  });
  slider.addEventListener("change", send);
  slider.addEventListener("keydown", (event) => {
    const leaves = ["Tab", "Escape"].includes(event.key);
    if (!leaves && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.stopPropagation(); // JupyterLab would take the arrows for its own
    }
  });
  const traits = "change:index change:options change:description change:disabled";
  model.on(traits, follow);
  follow();
  return () => model.off(traits, follow);
}

export default { render };
