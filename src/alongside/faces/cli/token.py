"""`alongside token`: which other programs may use the API."""

from datetime import UTC, datetime

import click

from alongside.desk import tokens
from alongside.faces.cli.show import as_json, print_json

_HELP = """Tokens for programs of your own that use the API under /api/ (see the guide):

\b
alongside token new NAME                  one that may look and decide
alongside token new NAME --read-only      one that may only look
alongside token list                      which there are, and when each was last used
alongside token revoke NAME               this one opens nothing any more
"""


@click.group("token", help=_HELP)
def command() -> None:
    """Make, list and revoke tokens."""


@command.command("new")
@click.argument("name")
@click.option("--read-only", is_flag=True, help="It may look, and change nothing.")
def new(name: str, read_only: bool) -> None:  # noqa: FBT001 - click
    """Print a new token, once: only its hash is kept. NAME says what it is for, and is what you revoke it by."""
    token = tokens.new_token(name, read_only=read_only)
    click.echo("This is shown once. Send it as the header  Authorization: Bearer ...", err=True)
    click.echo(token)


@command.command("list")
@as_json
def list_(as_json: bool) -> None:  # noqa: FBT001 - click
    """Every token: its name, what it may do, when it was made and last used."""
    found = tokens.tokens()
    if as_json:
        print_json(
            [
                {"name": one.name, "read_only": one.read_only, "made": _at(one.made), "last_used": _at(one.last_used)}
                for one in found
            ]
        )
        return
    for one in found:
        may = "may only look" if one.read_only else "may look and decide"
        used = f"last used {(_at(one.last_used) or '')[:10]}" if one.last_used else "never used"
        click.echo(f"{one.name}: {may}; made {(_at(one.made) or '')[:10]}, {used}")
    if not found:
        click.echo("There are no tokens: alongside token new NAME")


def _at(moment: int | None) -> str | None:
    return None if moment is None else datetime.fromtimestamp(moment, UTC).isoformat()


@command.command("revoke")
@click.argument("name")
def revoke(name: str) -> None:
    """The token called NAME opens nothing any more."""
    tokens.revoke(name)
    click.echo(f"The token {name} opens nothing any more.")
