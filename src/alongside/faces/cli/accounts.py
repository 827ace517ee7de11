"""`alongside accounts`: who has an account on a server."""

import click


@click.command("accounts")
@click.option("--close", "closing", metavar="ADDRESS", default="", help="End this account; who is in is out.")
def command(closing: str) -> None:
    """List the addresses of all accounts on the server, or end one."""
    from alongside.faces.web.accounts.start import prepare  # noqa: PLC0415 - --help need not wait for it

    prepare()
    from alongside.faces.web.accounts import people  # noqa: PLC0415 - it needs Django started

    if closing:
        people.close(closing)
        click.echo(f"Closed: {closing}")
        return
    for address in people.addresses():
        click.echo(address)
