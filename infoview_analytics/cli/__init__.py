"""The command line: begin a campaign, check it, and see where it stands."""

from __future__ import annotations

import io
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

import infoview_analytics as iv
from infoview_analytics.cli._campaign import as_of_day, campaign_folder, leave_out, loaded, progress
from infoview_analytics.cli._shown import in_plain_words
from infoview_analytics.cli._typed import in_quotes, infoview
from infoview_analytics.cli.brief import brief
from infoview_analytics.cli.charts import charts
from infoview_analytics.cli.class_report import class_report
from infoview_analytics.cli.class_summary import class_summary
from infoview_analytics.cli.diary import calendar
from infoview_analytics.cli.export import export
from infoview_analytics.cli.log import history, log, undo
from infoview_analytics.cli.message import message
from infoview_analytics.cli.plan import plan
from infoview_analytics.cli.share import share
from infoview_analytics.cli.strip import strip
from infoview_analytics.errors import InfoviewError, Problem, told

AT_FAULT = 1


def _not_a_file(_ctx: click.Context, _param: click.Parameter, folder: Path) -> Path:
    """Return a folder that may be made, or refuse what is a file."""
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file. Name a folder; it is made if it is not there."
        raise click.BadParameter(message)
    return folder


_new_folder = click.argument("folder", type=click.Path(path_type=Path), callback=_not_a_file)


class _Commands(click.Group):
    """Commands that tell a user's fault in plain words and exit with 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # click ends quietly
        except (InfoviewError, OSError) as error:
            click.echo(f"infoview: {in_plain_words(error)}", err=True)
            ctx.exit(AT_FAULT)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="infoview-analytics", prog_name="infoview")
def main() -> None:
    """Keep one informational interview a week, and see your referral network grow.

    \b
    Begin here:
      infoview new my-campaign            an empty campaign, ready to be filled
      infoview log request "Ana Silva"    write down whom you asked, and what came of it
      infoview check my-campaign          what is wrong in the records, and the remedy
      infoview report my-campaign         a page with every number and chart
      infoview lab my-campaign            the same in notebooks
      infoview app my-campaign            boards and forms in a browser, without notebooks
      infoview class-report my-campaign --out to-hand-in --title "What editors do"

    \b
    Or look at somebody else's first:
      infoview sample try-me              an invented campaign of 26 weeks
      infoview report try-me --as-of 2026-04-01
    """  # noqa: D301 -- \b keeps click from wrapping the lines
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a name that a terminal lacks stops nothing
            stream.reconfigure(errors="backslashreplace")


for _command in (
    log,
    undo,
    history,
    plan,
    calendar,
    brief,
    message,
    share,
    charts,
    strip,
    class_report,
    class_summary,
    export,
):
    main.add_command(_command)


@main.command()
@_new_folder
def new(folder: Path) -> None:
    """Begin a campaign in FOLDER: empty tables, settings, notebooks.

    A .gitignore in it keeps the records, which are about people, out of git; a notebook that you
    add to git all the same goes without its outputs. What is already there is left alone.

    \b
    Example:
      infoview new my-campaign
    """  # noqa: D301
    made = [*iv.new_campaign(folder), iv.copy_notebooks(folder)]
    for path in made:
        click.echo(f"made {path}")
    if "*" not in (folder / ".gitignore").read_text("utf-8", "replace").split():
        click.echo(f"{folder / '.gitignore'} was there: add a line * to it, for privacy.", err=True)
    _let_git_strip(folder)
    click.echo(f"Write your first request into {folder / 'interviews.csv'}, or type:")
    click.echo(f"  {infoview('log', 'request', in_quotes('Their Name'), folder=folder)}")
    click.echo("See whether all is well with:")
    click.echo(f"  {infoview('check', in_quotes(str(folder)))}")


@main.command()
@_new_folder
@click.option("--seed", default=72, show_default=True, help="Another number, another story.")
@click.option("--weeks", default=26, show_default=True, type=click.IntRange(min=1))
@click.option("--requests", type=click.IntRange(min=1), help="How many people are asked.")
def sample(folder: Path, seed: int, weeks: int, requests: int | None) -> None:
    """Write an invented campaign into FOLDER, to try things on.

    Nobody in it is real. The same seed gives the same campaign.

    \b
    Examples:
      infoview sample try-me
      infoview sample many --requests 2000 --weeks 104 --seed 3
    """  # noqa: D301
    with progress(f"Inventing {folder}"):
        as_of = iv.make_sample(folder, seed=seed, weeks=weeks, requests=requests)
    click.echo(f"wrote {folder}, to be looked at as of {as_of:%Y-%m-%d}")


@main.command()
@campaign_folder
@as_of_day
def check(folder: Path, as_of: datetime) -> None:
    """Check the records in FOLDER: what is wrong, where, and the remedy.

    Exits with 0 if every row is sound (warnings may remain), with 1 if not.

    \b
    Example:
      infoview check my-campaign
    """  # noqa: D301
    with progress(f"Checking {folder}"):
        problems = iv.check_campaign(folder, as_of=as_of)
    errors = [problem for problem in problems if problem.is_error]
    _tell("error", errors)
    _tell("warning", [problem for problem in problems if not problem.is_error])
    if errors:
        sys.exit(AT_FAULT)
    click.echo(f"{folder}: no errors.")


@main.command()
@campaign_folder
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    show_default="FOLDER/report",
    help="The folder to write to.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(["svg", "png", "pdf"]),
    multiple=True,
    default=["svg", "png", "pdf"],
    show_default=True,
    help="Files to make of each chart; may be given more than once.",
)
@as_of_day
@leave_out
def report(
    folder: Path, out: Path | None, formats: tuple[Any, ...], as_of: datetime, *, set_aside: bool
) -> None:
    """Write a page about the campaign in FOLDER, with its charts and tables.

    The page is one file that needs no network. It names people: share it with care.

    \b
    Examples:
      infoview report my-campaign
      infoview report my-campaign --out monday --as-of 2026-03-30
      infoview report my-campaign --format svg --set-aside
    """  # noqa: D301
    with progress(f"Reporting on {folder}"):
        campaign = loaded(folder, as_of, set_aside=set_aside)
        page = iv.write_report(campaign, out or folder / "report", as_of=as_of, formats=formats)
    click.echo(f"wrote {page}")


@main.command()
@campaign_folder
@as_of_day
@leave_out
def numbers(folder: Path, as_of: datetime, *, set_aside: bool) -> None:
    """Print every number of the campaign in FOLDER as one JSON object.

    Shares are 0 to 1 and unrounded; what is missing is null. The keys stay as they are.

    \b
    Example:
      infoview numbers my-campaign --as-of 2026-03-30 > numbers.json
    """  # noqa: D301
    with progress(f"Counting {folder}"):
        campaign = loaded(folder, as_of, set_aside=set_aside)
        found = iv.numbers(campaign, as_of=as_of)
    click.echo(json.dumps(found, indent=2, allow_nan=False))


@main.command()
@campaign_folder
def lab(folder: Path) -> None:
    """Open JupyterLab on the notebooks of the campaign in FOLDER.

    They are put beside its records first, if they are not there.

    \b
    Example:
      infoview lab my-campaign
    """  # noqa: D301
    sys.exit(iv.open_lab(folder))


@main.command()
@campaign_folder
@as_of_day
@click.option("--dark", is_flag=True, help="Light on dark.")
@click.option("--port", default=8866, show_default=True, help="Where the page is served.")
@click.option("--no-browser", is_flag=True, help="Only print the address; open it yourself.")
def app(folder: Path, as_of: datetime, port: int, *, dark: bool, no_browser: bool) -> None:
    """Open the boards and the forms for the campaign in FOLDER, without notebooks.

    The page is served on this computer alone, until you press Ctrl+C here. Rows with errors
    are left out, it says so, and they can be corrected there.

    \b
    Examples:
      infoview app my-campaign
      infoview app my-campaign --dark --as-of 2026-03-30
    """  # noqa: D301
    loaded(folder, as_of, set_aside=True)
    source = click.get_current_context().get_parameter_source("as_of")
    is_said = source is not ParameterSource.DEFAULT  # else each load of the page asks for today
    day = f"{as_of:%Y-%m-%d}" if is_said else None
    sys.exit(iv.open_app(folder, as_of=day, dark=dark, port=port, browser=not no_browser))


def _let_git_strip(folder: Path) -> None:
    """Set up the filter for notebooks in the repository around a campaign, or say how to."""
    place = folder.resolve()
    if not any((above / ".git").exists() for above in (place, *place.parents)):
        click.echo("Should notebooks of it ever go into git, type first:")
        click.echo(f"  {infoview(f'strip --install {in_quotes(str(folder))}')}")
        return
    try:
        click.echo(f"{iv.install_filter(folder)}: git strips each notebook of {folder} you add.")
    except iv.GitError as error:
        click.echo(f"infoview: {error}", err=True)


def _tell(kind: str, problems: list[Problem]) -> None:
    """Print some problems under their number."""
    if problems:
        click.echo(f"{len(problems):,} {kind}{'s' * (len(problems) != 1)}:")
        click.echo("\n".join(told(problems)))
