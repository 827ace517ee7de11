"""How pages say things: readings, times, kinds."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.core.signals.nouns import KIND
from alongside.faces.web import words
from alongside.faces.web.phrases import translated

register = template.Library()
register.filter(translated)
DAY = 8.0  # business hours in a working day


@register.filter
def kind_word(slug: str) -> str:
    """What a signal is called on screen."""
    return str(words.KINDS[slug])


@register.filter
def side(slug: str) -> str:
    """The side of a kind, as its class in the stylesheet: push, partner or own."""
    return KIND[slug].side.value


@register.filter
def meaning(label: str) -> str:
    """The class of a label: with, for or open."""
    return "with" if label.endswith("with") else "for" if label.endswith("for") else "open"


@register.filter
def label_word(label: str) -> str:
    """A reading's label in the person's language."""
    return str(words.LABELS[label])


@register.filter
def outcome_word(outcome: str) -> str:
    """What became of advice, in the person's language."""
    return str(words.OUTCOMES[outcome])


@register.filter
def trend_word(trend: str) -> str:
    """A trend in the person's language."""
    return str(words.TRENDS.get(trend, ""))


@register.filter
def verdict_word(verdict: str) -> str:
    """A verdict on drift in the person's language."""
    return str(words.VERDICTS.get(verdict, verdict))


@register.filter
def answer_word(moves: str) -> str:
    """How a push was answered; empty while it waits."""
    return str(words.answer_word(moves))


@register.filter
def state_word(state: str) -> str:
    """The state of a job."""
    return str(words.STATES[state])


@register.filter
def job_word(kind: str) -> str:
    """What a job does."""
    return str(words.JOBS[kind])


@register.filter
def decision_word(kind: str) -> str:
    """What a decision was."""
    return str(words.DECISIONS[kind])


@register.filter
def business(hours: float | None) -> str:
    """Business hours as a person says them: minutes below one hour, working days from two on."""
    if hours is None:
        return _("not reached")
    if hours < 1:
        return _("%(count)d min") % {"count": round(hours * 60)}
    if hours < 2 * DAY:
        return _("%(count)s h") % {"count": number_format(hours, 1)}
    days = round(hours / DAY)
    return ngettext("%(count)d working day", "%(count)d working days", days) % {"count": days}


@register.filter
def moment(text: str | None) -> datetime | None:
    """A document's ISO moment, for the date filter."""
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


@register.filter
def epoch(seconds: int) -> datetime:
    """Seconds since 1970 UTC, for the date filter."""
    return datetime.fromtimestamp(seconds, UTC)


@register.filter
def span_width(reading: Mapping[str, Any]) -> str:
    """The width of a reading's interval in hundredths, as SVG writes it."""
    return f"{max(1.0, reading['high'] - reading['low']):.1f}"


@register.filter
def asked_words(asked: Mapping[str, Any]) -> str:
    """What a push asks for, in a few words."""
    parts = [_("%(amount)s off") if asked.get("off") else "%(amount)s"] if "amount" in asked else []
    parts += [_("%(percent).0f %% off")] if "percent" in asked else []
    parts += [_("against %(rival)s")] if "rival" in asked else []
    parts += [_("at %(rival_amount)s")] if "rival_amount" in asked else []
    parts += [_("%(rival_percent).0f %% lower")] if "rival_percent" in asked else []
    parts += [_("by %(due)s")] if "due" in asked else []
    parts += ["%(added)s"] if "added" in asked else []
    return ", ".join(part % asked for part in parts)


@register.filter
def percent(share: float | None) -> str:
    """A share of one."""
    return "–" if share is None else f"{100 * share:.0f} %"


@register.filter
def told(what: Mapping[str, Any]) -> str:
    """What a decision says, in the words it was made with."""
    day = what.get("date", "")
    parts = [what.get("name", ""), _("still a prospect") if day.startswith("9999") else day, what.get("since", "")]
    parts += [" – ".join(filter(None, (what.get("opens", ""), what.get("closes", ""))))]
    parts += [*what.get("addresses", ()), *what.get("parts", ()), what.get("zone", ""), what.get("country", "")]
    return ", ".join(part for part in parts if part)


@register.filter
def quiet(words_said: str) -> str:
    """Words on one line."""
    return " ".join(words_said.split())


@register.simple_tag(takes_context=True)
def with_query(context: Mapping[str, Any], **changes: object) -> str:
    """The page's query with some fields changed; an empty value drops its field."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in {None, ""}:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"
