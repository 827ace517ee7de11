"""`alongside pushes correct|missed|undo`: what was heard wrongly, said by the person."""

import click

from alongside.core.signals.nouns import KIND
from alongside.desk.correct import Corrected, missed_one, not_a_push, note_clue, take_back


@click.command("correct")
@click.argument("number", type=int)
def correct(number: int) -> None:
    """Not a push: NUMBER (see `alongside pushes`) is not what it was taken for."""
    done = not_a_push(number)
    click.echo(f"{done.client}: “{done.quote}” no longer counts as “{KIND[done.kind].label}”.")
    _tell_threshold(done)


@click.command("missed")
@click.argument("kind", type=click.Choice(list(KIND)))
@click.argument("quote")
@click.option("--client", "name", default="", help="Whose mail it is, where the words stand in several.")
def missed(kind: str, quote: str, name: str) -> None:
    """You missed one: QUOTE, words of one kept mail exactly as they stand, carries KIND."""
    done = missed_one(kind, quote, name)
    click.echo(f"{done.client}: “{done.quote}” counts as “{KIND[kind].label}” from now on.")
    _tell_threshold(done)


@click.command("clue")
@click.argument("number", type=int)
@click.argument("text")
def clue(number: int, text: str) -> None:
    """Note what a push revealed: `alongside pushes clue 12 "their launch date was promised to the board"`."""
    done = note_clue(number, text)
    click.echo(f"{done.client}: noted beside “{done.quote}”.")


@click.command("undo")
def undo() -> None:
    """Take the last correction back."""
    done = take_back()
    click.echo(f"{done.client}: the last correction about “{KIND[done.kind].label}” is taken back.")
    _tell_threshold(done)


def _tell_threshold(done: Corrected) -> None:
    """What the correction did to hearing that kind elsewhere."""
    label = KIND[done.kind].label
    if done.before == done.after:
        click.echo(f"“{label}” is heard from a chance of {done.after:.0%} on, as before.")
    else:
        click.echo(f"“{label}” is now heard from a chance of {done.after:.0%} on, before from {done.before:.0%}.")
