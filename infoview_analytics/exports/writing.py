"""Tables and the network as files for other tools: without names, and all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from infoview_analytics.errors import OptionError
from infoview_analytics.exports.edge_lists import for_gephi, for_kumu
from infoview_analytics.exports.graphs import graph_of, in_dot, in_gexf, in_graphml, in_json
from infoview_analytics.exports.spreadsheets import in_csv
from infoview_analytics.exports.tables import tables_of
from infoview_analytics.exports.workbooks import in_xlsx
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.sharing.handing_in import HandIn, Names, hand_in, to_hand_in
from infoview_analytics.sharing.sharing import Dates
from infoview_analytics.weeks import Day

ExportFormat = Literal["csv", "xlsx", "graphml", "gexf", "json", "dot", "gephi", "kumu"]

EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)

_OF_GRAPHS = {"graphml": in_graphml, "gexf": in_gexf, "json": in_json, "dot": in_dot}
_OF_EDGES = {"gephi": for_gephi, "kumu": for_kumu}


def write_export(
    campaign: Campaign,
    out: str | Path,
    *,
    as_of: Day,
    formats: Iterable[ExportFormat] = ("csv", "graphml"),
    names: Names = "pseudonyms",
    dates: Dates = "kept",
    allow: Iterable[str] = (),
    force: bool = False,
) -> list[Path]:
    """Write a campaign's tables and its referral network for other tools.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it. Its own files are never changed.
    out : str or pathlib.Path
        The folder to write to. It is made if it is not there.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts; what was not known yet is left out.
    formats : iterable of str, default ("csv", "graphml")
        ``csv`` and ``xlsx`` hold the tables; ``graphml``, ``gexf``, ``json`` (nodes and edges)
        and ``dot`` (Graphviz) the network, as networkx reads them; ``gephi`` and ``kumu`` the
        network as two CSV files with the columns that these ask for.
    names : {"pseudonyms", "shown"}
        Whether a copy takes the campaign's place, see `share`.
    dates : {"kept", "weeks", "shifted"}
        What becomes of days in the copy.
    allow : iterable of str
        Words that may stand in the files all the same, see `secrets_of`.
    force : bool, default False
        Whether to write over files that an earlier export made and nobody has changed since.

    Returns
    -------
    list of pathlib.Path
        The files. The same campaign gives the same bytes.

    Raises
    ------
    OptionError
        If a format, `names` or `dates` is none of these.
    MissingExtraError
        If ``xlsx`` is asked for and xlsxwriter is not installed; nothing is written then.
    LeakError
        If something personal would stand in a file; nothing is written then.
    OccupiedError
        If a file is there already, and `force` is not given or it is not as we made it.
    """
    wanted = _known(formats)
    handed = to_hand_in(campaign, as_of=as_of, names=names, dates=dates, allow=allow)
    return hand_in(_contents(handed, wanted), out, of=handed, force=force)


def _known(formats: Iterable[ExportFormat]) -> list[ExportFormat]:
    """Return the formats, each once; refuse one that we do not write, or none at all."""
    wanted = list(dict.fromkeys(formats))
    unknown = [name for name in wanted if name not in EXPORT_FORMATS]
    if unknown or not wanted:
        said = f"format cannot be {unknown[0]!r}" if unknown else "No format was named"
        message = f"{said}. Write some of {', '.join(EXPORT_FORMATS)}."
        raise OptionError(message)
    return wanted


def _contents(handed: HandIn, wanted: Iterable[ExportFormat]) -> dict[str, bytes]:
    """Return what each file holds, by its name in the folder."""
    graph = graph_of(handed)
    tables = tables_of(handed, graph)
    contents: dict[str, bytes] = {}
    for name in wanted:
        if name == "csv":
            contents |= _in_folder("tables", tables)
        elif name == "xlsx":
            contents["tables.xlsx"] = in_xlsx(tables)
        elif name in _OF_EDGES:
            contents |= _in_folder(name, _OF_EDGES[name](graph))
        else:
            contents[f"network.{name}"] = _OF_GRAPHS[name](graph)
    return contents


def _in_folder(folder: str, tables: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Return tables as CSV files in a folder of their own."""
    return {f"{folder}/{name}.csv": in_csv(table) for name, table in tables.items()}
