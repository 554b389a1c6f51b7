"""Business days: the days that are no weekend, no holiday and not in a planned break."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
import pandas as pd

from infoview_analytics.weeks import Break

Roll = Literal["backward", "forward"]


class Workdays:
    """The business days of a campaign.

    Parameters
    ----------
    holidays : iterable of datetime.date
        Days that are none, besides the weekends.
    breaks : iterable of Break
        Planned breaks, which hold none either.
    """

    def __init__(self, holidays: Iterable[Any] = (), breaks: Iterable[Break] = ()) -> None:
        resting = [pd.date_range(planned.first, planned.last) for planned in breaks]
        days = [np.asarray(list(holidays), dtype="datetime64[D]"), *map(_days, resting)]
        self._calendar = np.busdaycalendar(holidays=np.concatenate(days))

    def after(self, dates: Any, count: int) -> pd.DatetimeIndex:  # noqa: ANN401
        """Return the days that lie so many business days after others.

        Parameters
        ----------
        dates : pandas.Series, pandas.DatetimeIndex or pandas.Timestamp
            Days without a missing one.
        count : int
            How many business days. 0 gives each day itself, or the next business day where it
            is none.

        Returns
        -------
        pandas.DatetimeIndex
            One business day for each day. The first after a Saturday is a Monday.
        """
        roll: Roll = "backward" if count > 0 else "forward"
        return self._moved(dates, count, roll)

    def before(self, dates: Any, count: int) -> pd.DatetimeIndex:  # noqa: ANN401
        """Return the days that lie so many business days before others.

        Parameters
        ----------
        dates : pandas.Series, pandas.DatetimeIndex or pandas.Timestamp
            Days without a missing one.
        count : int
            How many business days, 0 or more. 0 gives each day itself, or the last business
            day before it.

        Returns
        -------
        pandas.DatetimeIndex
            One business day for each day.
        """
        roll: Roll = "forward" if count > 0 else "backward"
        return self._moved(dates, -count, roll)

    def _moved(self, dates: Any, count: int, roll: Roll) -> pd.DatetimeIndex:  # noqa: ANN401
        """Return the days so many business days later, from the nearest one on."""
        found = np.busday_offset(_days(dates), count, roll=roll, busdaycal=self._calendar)
        return pd.DatetimeIndex(found.astype("datetime64[s]"))


def _days(dates: Any) -> Any:  # noqa: ANN401
    """Return days as numpy counts them."""
    return np.atleast_1d(np.asarray(dates, dtype="datetime64[D]"))
