"""Write down what happened, from the command line, and take it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import click

import infoview_analytics as iv
from infoview_analytics.cli._remedies import told_at_options, typed
from infoview_analytics.cli._shown import show_done
from infoview_analytics.cli._typed import HERE, infoview, on_one_line
from infoview_analytics.errors import EntryError
from infoview_analytics.logbook.entries import ENTRIES, Entry, entry_columns
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.schema import Column

AT_FAULT = 1
_SHOWN_AS = {
    "date": "DAY",
    "time": "HH:MM",
    "number": "NUMBER",
    "yes/no": "yes|no",
    "choice": "WORD",
    "id": "ID",
}
_EXAMPLES = {
    "request": (
        '"Ana Silva" --organization Northlight --channel email --source alumni',
        '"Bo Lee" --channel phone --on 2026-03-02',
    ),
    "response": (
        '"Ana Silva" --response accepted --interview-on 2026-03-12',
        '"Bo Lee" --response declined --on yesterday',
    ),
    "interview": (
        '"Ana Silva" --minutes 25 --format video --learned "Write to the editor first."',
        '"Ana Silva" --on 2026-03-12 --interview-time 15:00',
        '"Ana Silva" --outcome cancelled',
    ),
    "referral": (
        '"Ana Silva" "Cy Dent" --may-use-name yes --organization "Harbour Press"',
        '"Ana Silva" "Cy Dent" "Dee Mori"',
    ),
    "preparation": ('"Ana Silva"',),
    "thanks": ('"Ana Silva" --thank-you-by handwritten',),
    "leave": ('"Ana Silva" "Cy Dent" yes',),
    "introduction": ('"Ana Silva" "Cy Dent"',),
    "report_back": ('"Ana Silva" "Cy Dent" --on yesterday',),
    "touch": (
        '"Ana Silva" nudge --channel email',
        '"Bo Lee" gave_back --notes "Sent her the article."',
    ),
    "advice": ('"Ana Silva" "Show two pieces, not ten." --action "Choose two"',),
    "advice_done": ("a1 --on yesterday",),
    "outcome": ('"Ana Silva" job_lead --notes "A posting before it was public."',),
    "person": ('"Dee Mori" --organization "Harbour Press" --source event',),
    "organization": ('"Harbour Press" --priority 1 --why "Takes interns every summer"',),
}


def _folder_option(*, exists: bool = False) -> click.Option:
    """Return the option that names the campaign."""
    return click.Option(
        ["--folder"],
        type=click.Path(path_type=Path, exists=exists, file_okay=not exists),
        default=HERE,
        show_default="the present folder",
        help="The folder of the campaign.",
    )


class _InOrder(click.Group):
    """Commands listed as they come in a campaign, and not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands."""
        return list(self.commands)


@click.group(
    cls=_InOrder, invoke_without_command=True, options_metavar="", subcommand_metavar="WHAT ..."
)
@click.pass_context
def log(ctx: click.Context) -> None:
    """Write down what happened: a request, an answer, a conversation.

    It is dated today unless you say --on DAY (such as 2026-03-04, or yesterday), and goes into
    the campaign in the present folder unless you say --folder. It ends with 0 only when the
    row is safely on disk. To see what each takes, add --help to it.

    \b
    Examples:
      infoview log request "Ana Silva" --organization Northlight --channel email
      infoview log response "Ana Silva" --response accepted
      infoview log interview "Ana Silva" --minutes 25
      infoview log referral "Ana Silva" "Cy Dent" --may-use-name yes
      infoview log thanks "Ana Silva"
      infoview undo
    """  # noqa: D301 -- \b keeps click from wrapping the lines
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@click.command(params=[_folder_option(exists=True)])
def undo(folder: Path) -> None:
    """Take the last save back, whoever made it: a log, a form or the table editor.

    Say it again to take back the one before.

    \b
    Examples:
      infoview undo
      infoview undo --folder my-campaign
    """  # noqa: D301
    taken = iv.undo(folder)
    back = f"Taken back: {on_one_line(taken.what)}."
    show_done([back, f"As before: {', '.join(taken.files)}."])


@click.command(params=[_folder_option(exists=True)])
def history(folder: Path) -> None:
    """List the last saves, the newest last.

    \b
    Examples:
      infoview history
      infoview history --folder my-campaign
    """  # noqa: D301
    versions = iv.history(folder)
    if not versions:
        click.echo("Nothing has been saved here yet.")
    for version in versions:
        back = " (taken back)" if version.undone else ""
        said = f"{on_one_line(version.what)} ({', '.join(version.files)}){back}"
        click.echo(f"{version.number:>4}  {version.saved_on}  {said}")


def _command(entry: Entry) -> click.Command:
    """Return the command that writes one kind of entry down."""

    def write_down(
        folder: Path,
        *,
        new_person: bool = False,
        replace: bool = False,
        **values: str | tuple[str, ...] | None,
    ) -> None:
        said = {name: _text(value) for name, value in values.items() if value}
        _write_down(folder, entry, said, new_person=new_person, replace=replace)

    columns = entry_columns(entry)
    fields = [_option(columns[name], entry) for name in entry.fields]
    needs = [_argument(columns[name], entry) for name in entry.needs]
    return click.Command(
        typed(entry.name),
        callback=write_down,
        params=[*needs, *fields, *_switches(entry), _folder_option()],
        help=_help(entry, columns),
        short_help=entry.meaning,
    )


def _write_down(
    folder: Path, entry: Entry, values: Mapping[str, str], *, new_person: bool, replace: bool
) -> None:
    """Write an entry down and say so, or say what is wrong."""
    today = date.today()  # noqa: DTZ011 -- the day where the user is
    columns = entry_columns(entry)
    days = {"today": today, "yesterday": today - timedelta(days=1)}
    said = {
        name: f"{days[text.casefold()]:%Y-%m-%d}"
        if columns[name].kind == "date" and text.casefold() in days
        else text
        for name, text in values.items()
    }
    try:
        logged = iv.log_record(
            folder, entry.name, said, as_of=today, new_person=new_person, replace=replace
        )
    except EntryError as error:
        for line in told_at_options(error, entry, said, folder):
            click.echo(line, err=True)
        click.get_current_context().exit(AT_FAULT)
    show_done([logged.words, f"To take it back: {infoview('undo', folder=folder)}"])
    for warning in logged.saved.warnings:
        click.echo(f"Please look at this: {warning}", err=True)


def _argument(column: Column, entry: Entry) -> click.Argument:
    """Return a value that must be given."""
    several = column.name == entry.several
    return click.Argument([column.name], required=True, nargs=-1 if several else 1)


def _option(column: Column, entry: Entry) -> click.Option:
    """Return a value that may be given."""
    names = [f"--{typed(column.name)}", column.name]
    if column.name == entry.dated:
        names.insert(0, "--on")
    meaning = column.meaning.replace("`", "")
    choices = f": {', '.join(column.choices)}" if column.choices else ""
    own = ", or a word of your own in infoview.toml" if column.extendable else ""
    unsaid = entry.day_if_unsaid("today")
    day = f" [default: {unsaid}]" if column.name == entry.dated else ""
    shown = _SHOWN_AS.get(column.kind, "TEXT")
    return click.Option(names, metavar=shown, help=f"{meaning}{choices}{own}{day}")


def _switches(entry: Entry) -> list[click.Option]:
    """Return the permissions that an entry may need."""
    switches = []
    if entry.adds and not {*PERSON_COLUMNS}.isdisjoint(entry.needs):
        text = "This is somebody new, although the name is nearly a known one."
        switches.append(click.Option(["--new-person"], is_flag=True, help=text))
    if entry.finds:
        text = "Replace what stands there already; a note is added below all the same."
        switches.append(click.Option(["--replace"], is_flag=True, help=text))
    return switches


def _help(entry: Entry, columns: Mapping[str, Column]) -> str:
    """Return what a command does, what it needs, and examples of it."""
    needs = "\n".join(f"  {name.upper()}: {_need(columns[name], entry)}" for name in entry.needs)
    name = typed(entry.name)
    examples = "\n".join(f"  infoview log {name} {words}" for words in _EXAMPLES[entry.name])
    return f"{entry.meaning}\n\n\b\n{needs}\n\n\b\nExamples:\n{examples}"


def _need(column: Column, entry: Entry) -> str:
    """Return what a value that must be given is."""
    if column.kind == "id":
        return f"{column.meaning}: its id, or the person's name"
    if column.choices:
        return f"{column.meaning}: {', '.join(column.choices)}"
    return f"{column.meaning}{'; may be several' * (column.name == entry.several)}"


def _text(value: str | tuple[str, ...]) -> str:
    """Return a value as one text; several names stand each on its own line."""
    return "\n".join(value) if isinstance(value, tuple) else value


for _entry in ENTRIES.values():
    log.add_command(_command(_entry))
