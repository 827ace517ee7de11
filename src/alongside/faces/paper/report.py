"""One self-contained HTML page with everything that is known: opens offline, prints well, asks no server."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from alongside.core.signals.nouns import KIND
from alongside.desk import look
from alongside.desk.charting import history_of
from alongside.desk.waiting import owed

ROOM = Path(__file__).parent
OWED_DAYS = 90  # what was asked longer ago than this is history, not a debt to settle on Monday
QUOTES = 14  # signals shown for a client, the newest first; the table of counts has them all


def write_report(path: Path) -> int:
    """Write the report to `path`; how many clients it shows. Raises OSError where it cannot be written."""
    documents = look.portfolio()
    page = render(documents)
    path.write_text(page, "utf-8")
    return len(documents)


def render(documents: list[dict[str, Any]]) -> str:
    """The page of these clients' documents."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    import django  # noqa: PLC0415 - a second that only this page needs
    from django.template import Context, Engine  # noqa: PLC0415 - the same

    from alongside.faces.paper.chart import over_time  # noqa: PLC0415 - the same

    django.setup()
    owed_by_me, owed_by_clients = owed(OWED_DAYS)
    pages = [_client(one) for one in documents]
    for page in pages:
        page["chart"] = over_time(page["windows"], page["signed"])
    context = {
        "clients": pages,
        "nobody": "" if pages else look.why_nobody(),
        "owed_by_me": owed_by_me,
        "owed_by_clients": owed_by_clients,
        "owed_days": OWED_DAYS,
        "aside": look.set_apart()[:40],
        "me": look.me(),
        "troubles": look.troubles()[:50],
        "until": max((one["last"] for one in documents if one["last"]), default="")[:10],
        "style": (ROOM / "templates" / "report.css").read_text("utf-8"),
    }
    engine = Engine(dirs=[str(ROOM / "templates")], autoescape=True)
    return engine.get_template("report.html").render(Context(context))


def _client(one: dict[str, Any]) -> dict[str, Any]:
    reading = one["reading"]
    label = reading["label"]
    signals = [
        {"label": KIND[slug].label, "side": KIND[slug].side.value, "count": count}
        for slug, count in sorted(one["signals"].items(), key=lambda item: (-item[1], item[0]))
    ]
    history = history_of(one)
    granted = [{"label": KIND[right["kind"]].label, **right} for right in sorted(history["granted"], key=_times)]
    return one | {
        "anchor": "client-" + "".join(c if c.isalnum() else "-" for c in one["key"]),
        "meaning": "with" if label.endswith("with") else "for" if label.endswith("for") else "open",
        "told": label != "too little to say",
        "span": {"left": reading["low"], "width": max(1.0, reading["high"] - reading["low"]), "at": reading["value"]},
        "signal_rows": signals,
        **history,
        "granted_rows": granted,
        "quotes": [_quote(line) for line in look.evidence(one["key"], most=QUOTES)],
    }


def _times(right: dict[str, Any]) -> int:
    """What happened most comes first."""
    return -int(right["times"])


def _quote(line: look.Evidence) -> dict[str, Any]:
    kind = KIND[line.kind]
    return {
        "at": _day(line.at),
        "label": kind.label,
        "side": kind.side.value,
        "quote": line.quote,
        "subject": line.subject,
    }


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"
