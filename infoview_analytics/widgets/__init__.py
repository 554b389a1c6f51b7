"""The boards: each a state that knows and a view that shows."""

from infoview_analytics.errors import MissingExtraError

try:
    import ipywidgets  # noqa: F401 - the one door of the optional extra
except ModuleNotFoundError as absent:
    message = "The boards need ipywidgets. Install it with: pip install 'infoview-analytics[lab]'"
    raise MissingExtraError(message) from absent
