"""`alongside alive`: whether the web pages answer."""

import http.client
import sys
from urllib.parse import urlsplit

import click

from alongside import config

PATIENCE = 4  # seconds


@click.command("alive")
@click.option(
    "--port", type=click.IntRange(1, 65_535), default=None, help="Where the pages are (ALONGSIDE_PORT, 8520)."
)
def command(port: int | None) -> None:
    """Ask the web pages on this machine whether they are up: exit code 0, or 1 and a word.

    A container's watchman runs it.
    """
    named = urlsplit(config.public_url()).netloc if config.on_server() else "localhost"
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.host(), config.host())  # noqa: S104 - where it listens
    connection = http.client.HTTPConnection(here, port or config.port(), timeout=PATIENCE)
    try:
        connection.request("GET", "/alive/", headers={"Host": named})
        up = connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        up = False
    click.echo("alive" if up else "no answer")
    sys.exit(0 if up else 1)
