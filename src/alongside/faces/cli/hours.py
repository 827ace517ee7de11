"""`alongside hours`: when you, or a client, work."""

from datetime import datetime

import click

from alongside.desk import decide

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@click.command("hours")
@click.option("--whose", default="me", show_default=True, help="`me`, or a client's name.")
@click.option("--days", default="", metavar="mon-fri", help="Work days: mon-fri, or mon,tue,thu.")
@click.option("--from", "opens", default="", metavar="09:00", help="When the day begins.")
@click.option("--to", "closes", default="", metavar="17:00", help="When it ends.")
@click.option("--zone", default="", metavar="Europe/Berlin", help="The time zone.")
@click.option("--country", default="", metavar="DE", help="Whose public holidays count (ISO code).")
@click.option("--region", default="", metavar="BE", help="The region, where holidays differ.")
@click.option("--since", default="", metavar="2026-01-01", help="From this date on; without it, always.")
def command(  # noqa: PLR0913 - one option each
    whose: str, days: str, opens: str, closes: str, zone: str, country: str, region: str, since: str
) -> None:
    """Say work hours; reply times of all history are measured anew with them.

    What you leave out stays as the mail suggests it (Monday to Friday, nine to five, the zone of the mail).
    """
    what = {"weekdays": _weekdays(days), "opens": opens, "closes": closes, "zone": zone, "country": country}
    what |= {"region": region, "since": _date(since)}
    name = decide.set_hours(whose, what)
    click.echo(f"Hours of {name} noted; every reading is drawn anew.")


def _date(since: str) -> str:
    try:
        return datetime.strptime(since, "%Y-%m-%d").date().isoformat() if since else ""  # noqa: DTZ007 - a date
    except ValueError:
        raise click.BadParameter("a date looks like 2026-01-31", param_hint="--since") from None


def _weekdays(days: str) -> list[int]:
    """`mon-fri` or `mon,wed` as numbers from 0; raises BadParameter for anything else."""
    found: set[int] = set()
    for part in filter(None, days.lower().replace(" ", "").split(",")):
        first, dash, last = part.partition("-")
        if first[:3] not in _DAYS or (dash and last[:3] not in _DAYS):
            raise click.BadParameter(
                f"{part!r} is no day; days are mon, tue, wed, thu, fri, sat, sun", param_hint="--days"
            )
        low = _DAYS.index(first[:3])
        high = _DAYS.index(last[:3]) if dash else low
        found |= {day % 7 for day in range(low, high + 1 if high >= low else high + 8)}
    return sorted(found)
