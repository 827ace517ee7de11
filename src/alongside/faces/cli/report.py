"""`alongside report`: everything on one page."""

from pathlib import Path

import click

from alongside.faces.cli.show import as_json, print_json
from alongside.faces.paper.report import write_report


@click.command("report")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), default=Path("alongside-report.html"))
@as_json
def command(path: Path, as_json: bool) -> None:  # noqa: FBT001 - click
    """Write one HTML page with everything that is known to PATH (alongside-report.html): offline and printable."""
    try:
        count = write_report(path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written ({error.strerror}): choose another place.") from error
    if as_json:
        print_json({"path": str(path), "clients": count})
        return
    clients = f"{count} client{'' if count == 1 else 's'}"
    click.echo(f"{path}: {clients}. It holds your clients' words: keep it as you keep your mail.")
