"""Every chart of a campaign as files for print, with nobody's name in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from matplotlib.figure import Figure

from infoview_analytics.assignment._counting import counted_in
from infoview_analytics.charts.printing import FORMATS, for_print, refuse_dots
from infoview_analytics.charts.rendering import (
    Format,
    draw,
    letters_on,
    millimetres_of,
    render,
    words_on,
)
from infoview_analytics.errors import OptionError
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report.section import Section
from infoview_analytics.report.sections import chapters
from infoview_analytics.sharing.handing_in import Names, hand_in, to_hand_in
from infoview_analytics.sharing.sharing import Dates
from infoview_analytics.weeks import Day
from infoview_analytics.words.languages import Language, tr

CAPTIONS = "captions.txt"

_SOURCE = "Kept with infoview"


class _Chart(NamedTuple):
    """A chart, and what its files tell about it."""

    name: str
    figure: Figure
    title: str
    description: str
    alt: str


class _Page(NamedTuple):
    """What charts are laid out for."""

    width: float
    language: Language
    note: str
    is_named: bool


def write_charts(  # noqa: PLR0913 -- an option each
    campaign: Campaign,
    out: str | Path,
    *,
    as_of: Day,
    formats: Iterable[Format] = FORMATS,
    width: float = 160,
    dpi: int = 300,
    language: Language = "en",
    names: Names = "pseudonyms",
    dates: Dates = "kept",
    allow: Iterable[str] = (),
    force: bool = False,
) -> list[Path]:
    """Write every chart of the report that shows something as files for print.

    Beside them stands ``captions.txt``: of each chart its size, what it finds, how to read it,
    and a text for those who cannot see it. The files tell no author and no day of their making,
    and where names are shown, they stand in the drawing and in the captions alone.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    out : str or pathlib.Path
        The folder to write to. It is made if it is not there.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    formats : iterable of {"png", "svg", "pdf"}
        The files to make of each chart.
    width : float, default 160
        How wide a chart is, in millimetres, from 60 to 400; one with many words becomes wider.
    dpi : int, default 300
        Dots per inch of a PNG, from 50 to 1200.
    language : {"en", "fr"}, default "en"
        The language of titles, labels and legends; what is told to those who cannot see a chart
        is English, or its title and subtitle.
    names : {"pseudonyms", "shown"}
        Whether a copy takes the campaign's place, see `share`.
    dates : {"kept", "weeks", "shifted"}
        What becomes of days in the copy.
    allow : iterable of str
        Words that may stand in the files all the same.
    force : bool, default False
        Whether to write over files that an earlier call made and nobody has changed since.

    Returns
    -------
    list of pathlib.Path
        The files; none where no chart shows anything yet.

    Raises
    ------
    OptionError
        If an option is none of these.
    LeakError
        If something personal would stand in a file; nothing is written then.
    OccupiedError
        If a file is there already, and `force` is not given or it is not as we made it; nothing
        is written then.
    OSError
        If a file cannot be written; what was there is as it was.
    """
    kinds = list(dict.fromkeys(formats))
    _refuse_formats(kinds)
    refuse_dots(dpi)
    with for_print(width=width, language=language):
        source, note = tr(_SOURCE), _note(campaign)
    handed = to_hand_in(campaign, as_of=as_of, names=names, dates=dates, allow=allow)
    page = _Page(width, language, note, is_named=names == "shown")
    told = chapters(counted_in(campaign, handed), as_of=as_of, told_as_of=handed.as_of)
    drawn = (_drawn(section, page) for chapter in told.values() for section in chapter)
    charts = [chart for chart in drawn if any(ax.has_data() for ax in chart.figure.axes)]
    if not charts:
        return []
    files = {
        f"{chart.name}.{kind}": render(
            chart.figure,
            kind,
            dpi=dpi,
            title=chart.title,
            description=chart.description,
            source=source,
        )
        for chart in charts
        for kind in kinds
    }
    captions = "\n\n".join(map(_caption, charts))
    return hand_in(
        files | {CAPTIONS: f"{captions}\n".encode()},
        out,
        of=handed,
        force=force,
        drawn={f"{c.name}.{kind}": _letters(c) for c in charts for kind in kinds},
    )


def _refuse_formats(formats: list[Format]) -> None:
    """Refuse a kind of file that is not made, or none at all."""
    unknown = [kind for kind in formats if kind not in FORMATS]
    if unknown or not formats:
        what = f"Charts cannot be written as {unknown[0]!r}." if unknown else "No format is named."
        message = f"{what} Use {', '.join(FORMATS)}, or some of them."
        raise OptionError(message)


def _drawn(section: Section, page: _Page) -> _Chart:
    """Return a section's chart."""
    is_english = page.language == "en"
    with for_print(width=page.width, language=page.language):
        figure = (
            Figure() if section.plot is None else draw(section.plot, *section.drawn, note=page.note)
        )
        name = tr(section.name.replace("_", " ").capitalize())
    said = " ".join(words_on(figure))
    if section.describe and is_english:
        said = section.describe(*section.drawn)
    if page.is_named:  # the question may name somebody too
        return _Chart(section.name, figure, name, "", said)
    return _Chart(section.name, figure, section.title if is_english else name, said, said)


def _note(campaign: Campaign) -> str:
    """Return what each chart says of rows set aside; empty if there are none."""
    count = campaign.set_aside
    told = tr("Rows with errors, counted nowhere here: {count}", count=count)
    return told if count else ""


def _caption(chart: _Chart) -> str:
    """Return what is said of a chart beside it."""
    width, height = millimetres_of(chart.figure)
    head = f"{chart.name} ({width:.0f} x {height:.0f} mm)"
    return "\n".join(dict.fromkeys([head, " ".join(words_on(chart.figure)), chart.alt]))


def _letters(chart: _Chart) -> str:
    """Return all that stands in the files of a chart, a text on a line."""
    return "\n".join([chart.title, chart.description, *letters_on(chart.figure)])
