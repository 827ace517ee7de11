"""`alongside reset`: a new password for an account on a server."""

import click


@click.command("reset")
@click.argument("address")
@click.option("--forget-second-step", is_flag=True, help="Also forget its authenticator, passkeys and recovery codes.")
def command(address: str, forget_second_step: bool) -> None:  # noqa: FBT001 - click
    """Print a link that gives the account with this ADDRESS a new password, once, within a quarter of an hour.

    It signs the account out everywhere. Its second step stays, unless you say that it was lost.
    """
    from alongside.faces.web.accounts.start import prepare  # noqa: PLC0415 - --help need not wait for it

    prepare()
    from alongside.faces.web.accounts import people  # noqa: PLC0415 - it needs Django started

    click.echo(people.new_password_link(address, forget_second_step=forget_second_step))
