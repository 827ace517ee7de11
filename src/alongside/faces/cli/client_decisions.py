"""`alongside client merge` and its kin: what the person decides about clients."""

from datetime import date, datetime

import click

from alongside.desk import decide


@click.command("merge")
@click.argument("name")
@click.argument("into")
def merge(name: str, into: str) -> None:
    """NAME and INTO are one client; it keeps the name of INTO."""
    click.echo(f"One client now: {decide.merge(name, into)}.")


@click.command("split")
@click.argument("name")
@click.argument("parts", nargs=-1, required=True)
def split(name: str, parts: tuple[str, ...]) -> None:
    """PARTS, addresses or domains of NAME, are another client."""
    click.echo(f"Two clients now; the new one is {decide.split(name, parts)}: give it a name with client rename.")


@click.command("rename")
@click.argument("name")
@click.argument("new")
def rename(name: str, new: str) -> None:
    """Call NAME by a NEW name."""
    decide.rename(name, new)
    click.echo(f"{name} is called {new} now.")


@click.command("ignore")
@click.argument("name")
def ignore(name: str) -> None:
    """NAME is not a client; its words are forgotten."""
    decide.ignore(name)
    click.echo(f"{name} is left out from now on; alongside client unignore takes it back.")


@click.command("unignore")
@click.argument("name")
def unignore(name: str) -> None:
    """NAME is a client after all."""
    decide.unignore(name)
    click.echo(f"{name} is a client again.")


@click.command("sign")
@click.argument("name")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
def sign(name: str, day: datetime) -> None:
    """The agreement with NAME was signed on DAY (2026-03-01): what came before was a prospect's mail."""
    decide.sign(name, date(day.year, day.month, day.day))
    click.echo(f"Signed with {name} on {day:%Y-%m-%d}.")


@click.command("prospect")
@click.argument("name")
def prospect(name: str) -> None:
    """Nothing is signed with NAME yet: all of its mail is a prospect's."""
    decide.call_prospect(name)
    click.echo(f"{name} is a prospect until you say when you signed.")


@click.command("unsign")
@click.argument("name")
def unsign(name: str) -> None:
    """Take a signing date back."""
    decide.sign(name, None)
    click.echo(f"No signing date for {name} now.")
