"""`alongside link`: another way in."""

import click

from alongside import config


@click.command("link")
@click.option(
    "--port", type=click.IntRange(1, 65_535), default=None, help="Where the pages are (ALONGSIDE_PORT, 8520)."
)
def command(port: int | None) -> None:
    """Print a link that signs in to the web pages once, within a quarter of an hour."""
    from alongside.faces.web.serve import new_link  # noqa: PLC0415 - --help need not wait for it

    click.echo(new_link(port or config.port()))
