"""`alongside export`: everything, for other programs."""

from pathlib import Path

import click

from alongside.desk.export import FORMATS, export_to
from alongside.faces.cli.show import as_json, print_json


@click.command("export")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True, help="What other programs read.")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@as_json
def command(form: str, path: Path, as_json: bool) -> None:  # noqa: FBT001 - click
    """Write everything that is known to PATH: all of it as JSON, tables as CSV, or the kept mail as an mbox.

    CSV makes two files, named after PATH: one of clients, one of signals. The mbox holds what is kept of each mail
    (who, when, the subject, what its sender wrote), and `alongside read` reads it again.
    """
    made = export_to(path, form)
    if as_json:
        print_json({"paths": [str(one) for one in made]})
        return
    click.echo(f"{' and '.join(map(str, made))}: your clients' words are in it, so keep it as you keep your mail.")
