"""`alongside rebuild`: conclusions are a cache, and this redraws it."""

import sys

import click

from alongside.desk.read import rebuild
from alongside.faces.cli.read import progress


@click.command("rebuild")
def command() -> None:
    """Draw every conclusion anew from the mail on the shelf and your decisions; reads no mail, forgets nothing."""
    with progress(quiet=not sys.stderr.isatty()) as watcher:
        heard = rebuild(watcher)
    click.echo(f"{heard:,} messages heard again; every reading is drawn anew.")
