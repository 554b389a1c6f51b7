"""Words beside a control, tied to it for those who listen, and a line that tells what was done."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets as t

from infoview_analytics.widgets._look import LOOK

FIELD = "infoview-field"

_DRAW = """
let made = 0;
function render({ model, el }) {
  const line = document.createElement("div");
  const isFault = model.get("_is_fault");
  line.id = `infoview-said-${++made}-${Math.random().toString(36).slice(2)}`;
  line.className = isFault ? "infoview-said infoview-fault" : "infoview-said";
  if (!isFault) line.setAttribute("role", "status");
  el.appendChild(line);
  const told = () => model.get("words");
  const tie = () => {
    const field = isFault && el.closest(".infoview-field");
    const control = field && field.querySelector("input, select, textarea");
    if (!control) return;
    if (told()) {
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", line.id);
    } else {
      control.removeAttribute("aria-invalid");
      control.removeAttribute("aria-describedby");
    }
  };
  const show = () => {
    line.textContent = told();
    tie();
    requestAnimationFrame(tie);  // at first the control may not be on the page yet
  };
  model.on("change:words", show);
  show();
  return () => model.off("change:words", show);
}
export default { render };
"""
STYLE = (
    LOOK
    + """
.infoview-said {
  color: var(--jp-ui-font-color1, CanvasText);
  font-size: var(--jp-widgets-font-size, 13px);
  line-height: 1.5;
  max-width: 52em;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}
.infoview-said:empty { display: none; }
.infoview-fault { color: var(--jp-ui-font-color1, CanvasText); font-weight: 600; }
.infoview-fault::before { content: "\\26A0\\FE0E\\00A0"; color: var(--jp-error-color1, #c62828); }
[data-jp-theme-light="false"] .infoview-field input { color-scheme: dark; }
.infoview-field:has([aria-invalid]) :is(input, select, textarea) {
  border-color: var(--jp-error-color1, #c62828) !important;
  border-width: 2px !important;
}
"""
)


class Said(anywidget.AnyWidget):
    """Show plain words, never read as anything else.

    Parameters
    ----------
    is_fault : bool, default False
        Whether they tell what is wrong with the control in the same field. If not, they tell
        what was done, and are read out when they change.
    """

    _esm = _DRAW
    _css = STYLE

    words = t.Unicode(help="What is told.").tag(sync=True)
    _is_fault = t.Bool(default_value=False).tag(sync=True)

    def __init__(self, *, is_fault: bool = False, **others: Any) -> None:  # noqa: ANN401
        super().__init__(_is_fault=is_fault, **others)
