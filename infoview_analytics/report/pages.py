"""A campaign's report: one page for people, and its charts and tables as files."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

from infoview_analytics.as_of import as_known
from infoview_analytics.charts.rendering import Format, draw, render
from infoview_analytics.errors import told
from infoview_analytics.exports.spreadsheets import for_a_spreadsheet
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.starting import keep_out_of_git
from infoview_analytics.report.section import Section
from infoview_analytics.report.sections import chapters
from infoview_analytics.weeks import Day, day
from infoview_analytics.words.phrases import counted, plain

PAGE = "report.html"
FORMATS: tuple[Format, ...] = ("svg", "png", "pdf")

Watch = Callable[[list[Section]], Iterable[Section]]


def write_report(
    campaign: Campaign,
    out: str | Path,
    *,
    as_of: Day,
    formats: Iterable[Format] = FORMATS,
    watch: Watch = iter,
) -> Path:
    """Write a campaign's report: a page, each chart as files, each table as CSV.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    out : str or pathlib.Path
        The folder to write to. It is made if it is not there; files of an earlier report in it
        are replaced.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.
    formats : iterable of {"svg", "png", "pdf"}
        The files to make of each chart. The page holds its own charts and needs none.
    watch : callable, optional
        Hands the sections through, one by one, and may show how far the work is.

    Returns
    -------
    pathlib.Path
        The page, ``report.html``: self-contained, offline and printable. Beside it, ``charts``
        and ``tables``, and a .gitignore, since all of them name people.
    """
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    keep_out_of_git(folder)
    charts, data = folder / "charts", folder / "tables"
    for place in (charts, data):
        place.mkdir(parents=True, exist_ok=True)
    book, written = chapters(campaign, as_of=as_of), {}
    formats = tuple(formats)
    for section in watch([section for chapter in book.values() for section in chapter]):
        for kind in FORMATS:
            (charts / f"{section.name}.{kind}").unlink(missing_ok=True)
        drawing = _draw(section, charts, formats, campaign.footnote)
        sheet = for_a_spreadsheet(section.table)
        sheet.to_csv(data / f"{section.name}.csv", index=False, date_format="%Y-%m-%d")
        written[section.name] = _in_page(section, drawing)
    page = folder / PAGE
    told_in = {title: [written[s.name] for s in chapter] for title, chapter in book.items()}
    page.write_text(_page(campaign, day(as_of), told_in), encoding="utf-8")
    return page


def _draw(section: Section, charts: Path, formats: Iterable[Format], note: str) -> bytes:
    """Write the files of a section's chart; return it for the page, if it shows anything."""
    if section.plot is None:
        return b""
    figure = draw(section.plot, *section.drawn, note=note)
    drawing = render(figure, "svg")
    for kind in formats:
        content = drawing if kind == "svg" else render(figure, kind)
        (charts / f"{section.name}.{kind}").write_bytes(content)
    return drawing if any(ax.has_data() for ax in figure.axes) else b""


def _in_page(section: Section, drawing: bytes) -> dict[str, Any]:
    """Return what the page's template needs of one section."""
    shown = section.shown
    return {
        "name": section.name,
        "title": section.title,
        "words": section.words,
        "drawing": b64encode(drawing).decode("ascii"),
        "alt": section.describe(*section.drawn) if section.describe else "",
        "heading": ["" if shown.index.name is None else shown.index.name, *shown.columns],
        "rows": list(shown.head(section.most_rows).itertuples()),
        "left_out": max(len(shown) - section.most_rows, 0),
    }


def _page(campaign: Campaign, as_of: pd.Timestamp, book: dict[str, list[dict[str, Any]]]) -> str:
    """Return the page as HTML; the template escapes whatever came from a record."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("infoview_analytics.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    problems = campaign.problems
    known = as_known(campaign.interviews, campaign.referrals, as_of=as_of, derived=False)
    return environment.get_template("report.html.j2").render(
        you=campaign.you,
        name=plain(campaign.folder.resolve().name),
        as_of=f"{as_of.day} {as_of.month_name()} {as_of.year}",
        interviews=counted(len(known.interviews), "request"),
        referrals=counted(len(known.referrals), "referral"),
        chapters=book,
        patience_days=campaign.habits.patience_days,
        set_aside=campaign.footnote,
        errors=told(problem for problem in problems if problem.is_error),
        warnings=told(problem for problem in problems if not problem.is_error),
    )
