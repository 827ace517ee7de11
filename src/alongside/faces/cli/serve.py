"""`alongside serve`: the web pages, on this machine, or on a server with accounts."""

import click

from alongside import config


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65_535), default=None, help="Where to listen (ALONGSIDE_PORT, 8520).")
@click.option("--no-browser", is_flag=True, help="Only print the link that signs in.")
@click.option("--web-only", is_flag=True, help="Serve the pages and leave their work to `alongside work`.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, help="Processes for the pages; more than 1 needs PostgreSQL."
)
def command(port: int | None, no_browser: bool, web_only: bool, workers: int) -> None:  # noqa: FBT001 - click
    """Serve the web pages on this machine only, open the browser with a link that signs in once, and do their work.

    `alongside` without a command does the same. Ctrl-C ends it; work in progress goes on at the next start.

    With ALONGSIDE_MODE=server people sign in to accounts instead. As long as there is none, the link that it prints
    makes the first.
    """
    from alongside.faces.web.serve import serve  # noqa: PLC0415 - --help need not wait for it

    serve(port or config.port(), _tell, browser=not no_browser, web_only=web_only, workers=workers)


def _tell(link: str) -> None:
    if not config.on_server():
        words = "Alongside is at this address; the link signs in once, for another type: alongside link"
    elif "/join/" in link:
        words = "There is no account yet. This link makes the first, once, within a quarter of an hour:"
    else:
        words = "Alongside is at this address; for another account type: alongside invite"
    click.echo(f"{words}\n\n  {link}\n")
