"""`alongside client`: one client with its evidence, and the person's decisions about it."""

from importlib import import_module
from typing import Any

import click

from alongside.core.signals.nouns import KIND
from alongside.desk import look
from alongside.desk.showing import because_of, client_of
from alongside.faces.cli.show import as_json, console, dot_of, hours_words, print_json, reading_words, style_of

_DECISIONS = ("merge", "split", "rename", "ignore", "unignore", "sign", "prospect", "unsign")


class _OneOrDo(click.Group):
    """`client NAME` shows one; `client merge ...` and its kin decide, and are loaded only then."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The subcommand of that name."""
        if name in _DECISIONS:
            command: click.Command = getattr(import_module("alongside.faces.cli.client_decisions"), name)
            return command
        return super().get_command(ctx, name)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names, in the order of their use."""
        return ["show", *_DECISIONS]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A word that is no subcommand is a client's name."""
        if args and args[0] not in self.list_commands(ctx):
            args = ["show", *args]
        return super().resolve_command(ctx, args)


_HELP = """One client: `alongside client NAME`. Or a decision about it, which later reads keep:

\b
alongside client merge NAME INTO          two that are one
alongside client split NAME PART...       addresses or domains that are another client
alongside client rename NAME NEW
alongside client ignore NAME              not a client (unignore takes it back)
alongside client sign NAME 2026-03-01     when the agreement was signed (unsign takes it back)
alongside client prospect NAME            nothing is signed yet
"""


@click.group("client", cls=_OneOrDo, help=_HELP)
def command() -> None:
    """Show one client, or decide about it."""


@command.command("show")
@click.argument("name")
@click.option("--all", "everything", is_flag=True, help="Show every signal, not only the newest.")
@as_json
def show(name: str, everything: bool, as_json: bool) -> None:  # noqa: FBT001 - click
    """One client and the mails behind the reading; NAME may be the start of a name, a domain or an address."""
    one = look.one_client(name)
    found = look.evidence(one["key"], most=100_000 if everything or as_json else 12, asked=as_json)
    if as_json:
        from alongside.desk.charting import history_of  # noqa: PLC0415 - numpy, which the table need not wait for
        from alongside.desk.prospects import alike  # noqa: PLC0415 - the same

        like = alike(one)
        told = {"alike": like.told if like else None, "because": [because_of(line) for line in found]}
        print_json(client_of(one) | history_of(one) | told)
        return
    _print(one, found, everything=everything)


def _print(one: dict[str, Any], found: list[look.Evidence], *, everything: bool) -> None:
    from rich.text import Text  # noqa: PLC0415 - not needed for --json

    out = console()
    reading = one["reading"]
    out.print(Text(one["name"], style="bold"), Text(f"  {' '.join(one['domains'])}", style="dim"), sep="")
    label = f"{dot_of(reading['label'])} {reading_words(reading)}"
    out.print(Text(label, style=style_of(reading["label"])), f"  of 100, from {reading['evidence']} signals", sep="")
    for sentence in [*_lines(one), *_mirror_lines(one)]:
        out.print(sentence, markup=False)
    if found:
        out.print("\nbecause" if everything else "\nbecause (the newest; --all shows every one)", style="dim")
    for line in found:
        kind = KIND[line.kind]
        side = {"push": "for", "partner": "with"}.get(kind.side, "dim")
        out.print(
            Text(f"  {line.at:%Y-%m-%d}  "),
            Text(f"{kind.label:<36}", style=side),
            f"“{line.quote}”",
            sep="",
            markup=False,
        )


def _lines(one: dict[str, Any]) -> list[str]:
    low, high = one["pressure_interval"]
    coverage = one["reading"]["coverage"]
    heard = f"signals in {coverage or 0:.0%} of {one['messages_in']} mails"
    languages = sorted(one["unheard"].items(), key=lambda item: (-item[1], item[0]))
    unheard = ", ".join(f"{count} in {language}" for language, count in languages)
    lines = [
        f"why a client: {one['why']}",
        f"pushes per 10 mails: {one['pressure']:.1f} ({low:.1f}–{high:.1f}); {heard}",
        f"they reply in {_side(one['reply_hours_client'])}",
        f"you reply in {_side(one['reply_hours_me'])}",
    ]
    stood = one["moves"]["stand_rate"]
    if stood:
        lines.append(
            f"you stood {stood['stood']} of {stood['answered']} times you answered a push"
            f" ({stood['value']:.0%}, {stood['low']:.0%}–{stood['high']:.0%})"
        )
    if one["drift"]:
        lines.append(_drift(one))
    if unheard:
        lines.append(f"not heard in their language: {unheard}; nothing is known of what they say")
    people = ", ".join(f"{person['name']} <{' '.join(person['addresses'])}>" for person in one["people"][:8])
    return [*lines, f"people: {people}"]


def _mirror_lines(one: dict[str, Any]) -> list[str]:
    """Both sides, mine first: what I gave and let happen, and what the mirror shows."""
    from alongside.desk.charting import history_of  # noqa: PLC0415 - numpy, which --help need not wait for

    found = history_of(one)
    ledger, jumps = found["ledger"], found["orders_met_with_a_question"]
    lines = [f"give and take: you gave {ledger['given']} times, they gave {ledger['taken']} times"]
    from alongside.desk.prospects import alike  # noqa: PLC0415 - the same

    if like := alike(one):
        kinds = ", ".join(f"{KIND[kind].label} ({here} here, {there} there)" for kind, here, there in like.kinds[:4])
        lines.insert(0, f"a prospect that so far pushes like {like.client['name']}: {kinds}")
    if found["goal"]:
        lines.insert(0, f"what they want to reach: “{found['goal']['quote']}” ({found['goal']['at'][:10]})")
    advice = found["advice"]
    if advice["entries"]:
        lines.append(f"your advice: {advice['taken']} taken, {advice['declined']} declined, {advice['open']} open")
    if found["granted"]:
        rights = ", ".join(f"{KIND[right['kind']].label} ×{right['times']}" for right in found["granted"])
        lines.append(f"what you let happen: {rights}")
    if jumps:
        lines.append(f"orders you met with a question about the goal: {jumps['hits']} of {jumps['of']}")
    if found["mirror"]["verdict"] not in {"neither", "too little to say"}:
        lines.append(f"the mirror: talk of working for them is {found['mirror']['verdict']}")
    return lines


def _side(side: dict[str, Any]) -> str:
    within = f", {side['within_day']:.0%} within a working day" if side["within_day"] is not None else ""
    zone = f"{side['zone']}{' (assumed)' if side['zone_assumed'] else ''}"
    return f"{hours_words(side)} of business time{within}; {side['answered']} answered, {side['open']} open; {zone}"


def _drift(one: dict[str, Any]) -> str:
    drift = one["drift"]
    return (
        f"since signing on {one['signed']}: {drift['verdict']} ({drift['before']['value']:.0f} before,"
        f" {drift['after']['value']:.0f} after; a strong change would be seen with {drift['power']['strong']:.0%},"
        f" a moderate one with {drift['power']['moderate']:.0%})"
    )
