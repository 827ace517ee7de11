"""`alongside invite`: another account on a server."""

import click


@click.command("invite")
def command() -> None:
    """Print a link that makes an account on the server, once, within a quarter of an hour.

    Whoever has an account sees all that this server knows: give the link to nobody else.
    """
    from alongside.faces.web.accounts.start import prepare  # noqa: PLC0415 - --help need not wait for it

    prepare()
    from alongside.faces.web.accounts import people  # noqa: PLC0415 - it needs Django started

    click.echo(people.invitation())
