"""The network explorer: pan, zoom and walk through who led you to whom."""

from __future__ import annotations

from base64 import b64encode
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import anywidget

from infoview_analytics.charts.networks import describe_referral_network, plot_referral_network
from infoview_analytics.charts.rendering import draw, render
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day
from infoview_analytics.widgets._explorer_state import NetworkExplorerState

_HERE = Path(__file__).parent
_DPI = 90


class NetworkExplorer(anywidget.AnyWidget, NetworkExplorerState):
    """Explore the referral network: who led to whom, and how you come to somebody.

    Its traits are what is shown. Set them from code and the picture follows; click in the
    picture and they follow.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that can be looked at.

    Attributes
    ----------
    campaign : Campaign
        The records; set it anew and everything follows, as far as it is still possible.
    on : pandas.Timestamp
        The day looked at: nothing later is known.
    selected : tuple of str
        The names of the people selected.
    color_by : {"state", "source", "industry", "generation"}
        What the colours tell apart.
    size_by : {"reach", "none"}
        What the sizes tell.
    search : str
        Words that a person's line must hold to stand out.
    hops : int
        How many referrals around the selected people are shown; 0 shows everybody.
    target : str
        The person or the organisation to which the warmest way is shown.
    """

    _esm = _HERE / "network_explorer.js"
    _css = _HERE / "network_explorer.css"

    def __init__(self, campaign: Campaign, *, as_of: Day) -> None:
        super().__init__(campaign=campaign, as_of=as_of)

    @property
    def state(self) -> NetworkExplorerState:
        """What is shown: the explorer itself, as its traits are its state."""
        return self

    def _together(self) -> AbstractContextManager[Any]:
        """Send what belongs together in one message."""
        held: AbstractContextManager[Any] = self.hold_sync()
        return held

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:  # noqa: ANN401
        """Return the widget, and a picture and its words for where no widget can live."""
        bundle: Any = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        figure = draw(plot_referral_network, *self._layout, note=self.campaign.footnote)
        png = b64encode(render(figure, "png", dpi=_DPI)).decode("ascii")
        words = describe_referral_network(*self._layout)
        still = {"image/png": png, "text/plain": words}
        return {**data, **still}, {**metadata, "image/png": {"alt": words}}
