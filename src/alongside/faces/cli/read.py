"""`alongside read`: from mail to readings."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from alongside.desk import look
from alongside.desk.read import SILENT, Outcome, Watcher, read
from alongside.faces.cli.clients import shown, table
from alongside.faces.cli.show import as_json, console, print_json

SHOWN_TROUBLES = 10


@click.command("read")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--me", multiple=True, metavar="ADDRESS", help="An address of yours; say it once, and again for each.")
@as_json
def command(paths: tuple[Path, ...], me: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001 - click
    """Read mail and draw a reading of every client.

    PATHS are mbox files, Maildirs, .eml files, folders of them, or Google Takeout archives (.zip, .tgz). Reading the
    same path again reads only what is new; an interrupted read goes on where it stopped.
    """
    with progress(quiet=as_json or not sys.stderr.isatty()) as watcher:
        outcome = read(paths, me, watcher)
    documents = look.portfolio()
    if as_json:
        print_json(as_object(outcome) | {"clients": [shown(one) for one in documents]})
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
