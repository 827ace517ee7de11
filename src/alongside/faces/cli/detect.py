"""`alongside detect`: what each message of a file says."""

import json
from pathlib import Path

import click

from alongside.core.signals.nouns import KIND, Stage
from alongside.desk.hear import hear_file
from alongside.desk.showing import heard_of
from alongside.faces.cli.show import as_json


@click.command("detect")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--me", multiple=True, metavar="ADDRESS", help="An address of yours; without it, a guess.")
@click.option("--stage", type=click.Choice([stage.value for stage in Stage]), default=Stage.SIGNED.value)
@as_json
def command(file: Path, me: tuple[str, ...], stage: str, as_json: bool) -> None:  # noqa: FBT001 - click
    """The signals in each message of FILE, in its order; nothing is stored.

    The stage is accepted for programs that know it: it changes what a signal weighs in a reading, not what is heard.
    """
    del stage
    for heard in hear_file(file, me):
        if as_json:
            click.echo(json.dumps(heard_of(heard), ensure_ascii=False))
        elif heard.signals:
            click.echo(f"{heard.message_id or '(no Message-ID)'}{'  (yours)' if heard.from_me else ''}")
            for one in heard.signals:
                click.echo(f"  {KIND[one.kind].label} ({one.confidence:.0%}): “{' '.join(one.quote.split())}”")
