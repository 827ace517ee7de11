"""`alongside serve`: the web pages, on this machine."""

import click

from alongside import config


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65_535), default=None, help="Where to listen (ALONGSIDE_PORT, 8520).")
@click.option("--no-browser", is_flag=True, help="Only print the link that signs in.")
def command(port: int | None, no_browser: bool) -> None:  # noqa: FBT001 - click
    """Serve the web pages on this machine only, open the browser with a link that signs in once, and do their work.

    `alongside` without a command does the same. Ctrl-C ends it; work in progress goes on at the next start.
    """
    from alongside.faces.web.serve import serve  # noqa: PLC0415 - --help need not wait for it

    serve(port or config.port(), _tell, browser=not no_browser)


def _tell(link: str) -> None:
    click.echo(f"Alongside is at this address; the link signs in once, for another type: alongside link\n\n  {link}\n")
