// The widget, as anywidget takes it.

import { Explorer } from "./explorer.js";

export default {
  render({ model, el }) {
    const explorer = new Explorer(model);
    el.append(explorer.root);
    return () => explorer.close();
  },
};
