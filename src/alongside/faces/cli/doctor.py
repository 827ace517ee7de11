"""`alongside doctor`: what is known, what could not be read, whether all is in order."""

import sys

import click

from alongside.core.trace import size_words
from alongside.desk import examine
from alongside.faces.cli.show import as_json, print_json


@click.command("doctor")
@as_json
def command(as_json: bool) -> None:  # noqa: FBT001 - click
    """What is known and how far it was read, what could not be read and where, and whether the database is sound.

    Exit code 1 where something is wrong with the database; messages that could not be read are listed, not wrong.
    """
    found = examine.examine()
    if as_json:
        print_json(found._asdict())
    else:
        _tell(found)
    sys.exit(1 if found.wrong else 0)


def _tell(found: examine.Examined) -> None:
    click.echo(f"database   {found.database} ({size_words(found.size)})")
    click.echo(f"mail       {found.messages:,} messages, {found.kept:,} with words kept, {found.clients:,} clients")
    click.echo(f"last mail  {found.last_mail or 'none'}")
    for address, why in found.me:
        click.echo(f"you        {address} ({why})")
    for one in found.sources:
        state = "read" if one["finished"] else "not read to its end"
        click.echo(f"source     {one['path']} ({one['kind']}): {one['messages']:,} messages, {state}")
    click.echo(f"not read   {len(found.trouble):,}")
    for trouble in found.trouble:
        click.echo(f"  {trouble['file']} at byte {trouble['offset']}: {trouble['reason']}")
    for sentence in found.wrong:
        click.echo(f"wrong      {sentence}")
    click.echo("All is in order." if not found.wrong else "See above for what to do.")
