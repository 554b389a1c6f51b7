"""The words for it: a draft to read, change and send yourself, and what to look at in one."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click

import infoview_analytics as iv
from infoview_analytics.cli._campaign import as_of_day, in_folder, loaded
from infoview_analytics.errors import MessageError

AT_FAULT = 1


@click.command()
@click.argument("kind", required=False, default="")
@click.argument("person", required=False, default="")
@in_folder
@as_of_day
@click.option("--language", help="Two letters, such as en or fr; as infoview.toml tells it.")
@click.option("--about", help="The other person whom it is about, if there are several.")
@click.option(
    "--check",
    "draft",
    type=click.File("rb"),
    metavar="FILE",
    help="Check your own text instead; - reads it from the keyboard or a pipe.",
)
def message(
    kind: str,
    person: str,
    folder: Path,
    as_of: datetime,
    language: str | None,
    about: str | None,
    draft: BinaryIO | None,
) -> None:
    """Draft a message of a KIND to a PERSON. Nothing is ever sent.

    Without a KIND it lists them. What to look at before you send it stands below the draft.
    Exits with 1 if --check found something. Your own templates, such as
    FOLDER/templates/en/thank_you.txt.j2, go before ours.

    \b
    Examples:
      infoview message
      infoview message request "Bo Lee"
      infoview message thank_you "Ana Silva" --folder my-campaign
      infoview message tell_referrer "Ana Silva" --about "Bo Lee" --language fr
      infoview message request "Bo Lee" --check my-draft.txt
    """  # noqa: D301 -- \b keeps click from wrapping the lines
    if not kind:
        _list_kinds()
        return
    if not person:
        problem = f'Say whom it is for: infoview message {kind} "Their Name".'
        raise click.UsageError(problem)
    campaign = loaded(folder, as_of, set_aside=True)
    if draft is None:
        made = iv.draft_message(campaign, kind, person, as_of=as_of, language=language, about=about)
        click.echo(str(made))
        _tell(made.findings)
        return
    text = _read(draft)
    code = language or campaign.profile.language
    found = iv.check_message(
        text, campaign=campaign, kind=kind, person=person, as_of=as_of, language=code
    )
    _tell(found)
    if found:
        sys.exit(AT_FAULT)
    click.echo("Nothing to change.")


def _list_kinds() -> None:
    """Print the kinds of messages."""
    width = max(map(len, iv.MESSAGES))
    click.echo("Messages that can be drafted:")
    for kind in iv.MESSAGES.values():
        click.echo(f"  {kind.name:<{width}}  {kind.meaning}")
    click.echo('Such as: infoview message thank_you "Their Name"')
    click.echo("\nYour own templates may say:")
    width = max(map(len, iv.MESSAGE_FIELDS))
    for name, meaning in iv.MESSAGE_FIELDS.items():
        click.echo(f"  {name:<{width}}  {meaning}")


def _tell(found: tuple[iv.Finding, ...]) -> None:
    """Print on stderr what is to be looked at."""
    if found:
        click.echo(f"\nTo look at before you send it ({len(found):,}):", err=True)
    for finding in found:
        click.echo(f"  {finding}", err=True)


def _read(draft: BinaryIO) -> str:
    """Return the text of a file."""
    try:
        text: str = draft.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"{draft.name} is no text in UTF-8 (byte {error.start:,}). Save it as UTF-8."
        raise MessageError(problem) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
