"""`alongside erase`: a client or a person, for good."""

import click

from alongside.desk.erase import EraseError, Gone, Leaving, erase, leaving_client, leaving_person
from alongside.faces.cli.show import as_json, print_json

_HELP = """Erase a client or a person for good: words, counts, conclusions and decisions.

\b
alongside erase client NAME         a client with all its people and domains
alongside erase person ADDRESS      one person, with every address known to be theirs

Nothing takes it back but a backup. What stays is a print of each address or domain, from which nobody can read it;
by it later reads pass over their mail. A mail that also went to others stays with them, without the address.
"""
_yes = click.option("--yes", is_flag=True, help="Do not ask.")


@click.group("erase", help=_HELP)
def command() -> None:
    """Erase a client or a person for good."""


@command.command("client")
@click.argument("name")
@_yes
@as_json
def client(name: str, yes: bool, as_json: bool) -> None:  # noqa: FBT001 - click
    """The client NAME (or its domain, or an address of it), with all its people."""
    _erase(leaving_client(name), yes=yes, as_json=as_json)


@command.command("person")
@click.argument("address")
@_yes
@as_json
def person(address: str, yes: bool, as_json: bool) -> None:  # noqa: FBT001 - click
    """The person who writes from ADDRESS, with every address known to be theirs."""
    _erase(leaving_person(address), yes=yes, as_json=as_json)


def _erase(leaving: Leaving, *, yes: bool, as_json: bool) -> None:
    if not yes:
        whom = ", ".join(sorted({*leaving.addresses.values(), *leaving.domains}))
        if not _agreed(f"Erase {leaving.name} ({whom}) for good?"):
            raise EraseError("Nothing was erased.")
    gone = erase(leaving)
    if as_json:
        print_json(gone._asdict())
        return
    _tell(gone)


def _agreed(question: str) -> bool:
    try:
        return click.confirm(question, err=True)
    except click.Abort:  # nobody there to answer
        return False


def _tell(gone: Gone) -> None:
    click.echo(f"{gone.name} is erased: {gone.messages:,} mails, {gone.decisions:,} decisions.")
    click.echo("A print of each address stays, so that later reads pass over their mail.")
    if gone.still_in:
        click.echo(f"Their mail still lies where you keep yours: {', '.join(gone.still_in)}")
    click.echo("Backups, exports and reports that you made still hold them.")
    if not gone.swept:
        click.echo("The database could not be written anew (no room, or in use); what was erased is overwritten in it.")
