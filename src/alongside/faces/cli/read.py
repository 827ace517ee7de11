"""`alongside read`: from mail and chats to readings."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from alongside.desk import look
from alongside.desk.read import SILENT, Outcome, Watcher, read
from alongside.desk.showing import client_of
from alongside.desk.telling import Telling
from alongside.faces.cli.clients import table
from alongside.faces.cli.show import as_json, console, print_json

SHOWN_TROUBLES = 10


_HELP = """Read mail and chats and draw a reading of every client.

PATHS are mbox files, Maildirs, .eml files, folders of them, Google Takeout archives (.zip, .tgz), or WhatsApp exports
(_chat.txt, "WhatsApp Chat with X.txt", or the .zip around it). Reading the same path again, or a longer export of the
same chat, reads only what is new; an interrupted read goes on where it stopped.

A chat says neither its time zone nor who you are in it:

\b
  alongside read chat.txt --zone Europe/Berlin --me "Mara Lind"
  alongside read chat.txt --zone Europe/Berlin --me "Mara Lind" --client Birch
"""


@click.command("read", help=_HELP)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--me",
    multiple=True,
    metavar="ADDRESS|NAME",
    help="An address of yours, or your name in a chat; say it once, and again for each.",
)
@click.option("--zone", default="", metavar="ZONE", help="The time zone of a chat's phone, such as Europe/Berlin.")
@click.option("--client", default="", metavar="NAME", help="The known client a chat is with; else it is a new one.")
@click.option(
    "--day-first/--month-first", "day_first", default=None, help="How a chat writes its dates, where it does not show."
)
@as_json
def command(  # noqa: PLR0913 - click
    paths: tuple[Path, ...],
    me: tuple[str, ...],
    zone: str,
    client: str,
    day_first: bool | None,  # noqa: FBT001 - click
    as_json: bool,  # noqa: FBT001 - click
) -> None:
    """Read mail and chats and draw a reading of every client."""
    with progress(quiet=as_json or not sys.stderr.isatty()) as watcher:
        outcome = read(paths, me, watcher, Telling(zone, client, day_first))
    documents = look.portfolio()
    if as_json:
        print_json(as_object(outcome) | {"clients": [client_of(one) for one in documents]})
        return
    tell(outcome)
    if documents:
        console().print(table(documents))


def as_object(outcome: Outcome) -> dict[str, object]:
    """The counts of a read as the machine contract names them."""
    return {
        "messages": outcome.messages,
        "new": outcome.new,
        "kept": outcome.kept,
        "trouble": [{"file": one.file, "offset": one.offset, "reason": one.reason} for one in outcome.troubles],
        "seconds": round(outcome.seconds, 3),
    }


def tell(outcome: Outcome) -> None:
    """The counts in words: they add up."""
    known = outcome.messages - outcome.new - len(outcome.troubles)
    click.echo(
        f"{outcome.messages:,} messages: {outcome.new:,} new ({outcome.kept:,} of them with clients, words kept),"
        f" {max(known, 0):,} known before, {len(outcome.troubles):,} could not be read. {outcome.seconds:.1f} s"
    )
    for one in outcome.troubles[:SHOWN_TROUBLES]:
        click.echo(f"  {one.file} at byte {one.offset}: {one.reason}", err=True)
    if len(outcome.troubles) > SHOWN_TROUBLES:
        click.echo(f"  … and {len(outcome.troubles) - SHOWN_TROUBLES:,} more: alongside doctor", err=True)
    for address, why in look.me():
        click.echo(f"You are {address} ({why}); if that is wrong, say --me ADDRESS.")


@contextmanager
def progress(*, quiet: bool) -> Iterator[Watcher]:
    """A bar with counts and rate on a terminal; nothing elsewhere."""
    if quiet:
        yield SILENT
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - only on a terminal

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[counts]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(error=True), transient=True) as bars:
        reading = bars.add_task("reading", total=None, counts="")
        hearing = bars.add_task("hearing", total=None, counts="", visible=False)
        yield Watcher(
            lambda step: bars.update(
                reading,
                completed=step.done,
                total=step.total or None,
                counts=f"{step.messages:,} messages, {_rate(step.messages, bars.tasks[0].elapsed)}",
            ),
            lambda done, total: bars.update(
                hearing, completed=done, total=total, visible=True, counts=f"{done:,} of {total:,} messages"
            ),
        )


def _rate(count: int, seconds: float | None) -> str:
    return f"{count / seconds:,.0f} a second" if seconds else ""
