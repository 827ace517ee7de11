"""`alongside demo`: a fictional year, read in a place of its own."""

import os
import sys
from pathlib import Path

import click

from alongside import config
from alongside.desk import look
from alongside.desk.rehearse import rehearse
from alongside.desk.showing import client_of
from alongside.faces.cli.clients import table
from alongside.faces.cli.read import as_object, progress
from alongside.faces.cli.show import as_json, console, print_json


@click.command("demo")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--seed", default=7, show_default=True, help="Another seed, another year.")
@as_json
def command(folder: Path | None, seed: int, as_json: bool) -> None:  # noqa: FBT001 - click
    """Write a fictional freelancer's year (mail, calendar, hours, invoices) to FOLDER, read it, show the portfolio.

    It has a database of its own: your mail and your readings are not touched. Without FOLDER it lies beside them.
    """
    place = (folder or config.home() / "demo").absolute()
    server = " ALONGSIDE_DATABASE_URL=" if config.value("ALONGSIDE_DATABASE_URL") else ""
    os.environ |= {"ALONGSIDE_HOME": str(place / "home"), "ALONGSIDE_DATABASE_URL": ""}
    with progress(quiet=as_json or not sys.stderr.isatty()) as watcher:
        year, outcome = rehearse(place, seed, watcher)
    if as_json:
        documents = [client_of(one) for one in look.portfolio()]
        print_json({"home": str(place / "home"), "mail": str(year.mail), **as_object(outcome), "clients": documents})
        return
    click.echo(f"{year.messages:,} fictional messages in {year.mail}, read in {outcome.seconds:.1f} s.")
    console().print(table(look.portfolio()))
    click.echo(f"\nLook further:\n  export ALONGSIDE_HOME={place / 'home'}{server}")
    click.echo("  alongside client Northmere     one client, and the mails behind its reading")
    click.echo("  alongside pushes               what was pushed for, in the clients' words")
    click.echo("  alongside report               all of it on one page")
