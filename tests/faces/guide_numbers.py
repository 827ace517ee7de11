"""The numbers of the guide's worked examples, computed by the functions of the program."""

from collections.abc import Callable, Mapping

import numpy as np

from alongside.core.counsel.likeness import Known, look_alike
from alongside.core.days import Hours, Schedule, business_minutes
from alongside.core.readings import ledger, mirror
from alongside.core.readings.advice import Turn, advice_in
from alongside.core.readings.drift import WEEK, judge_drift, watch_pushes
from alongside.core.readings.moves import Exchange
from alongside.core.readings.nouns import Mark
from alongside.core.readings.rhythm import in_business_time, measure_minutes, pair_blocks
from alongside.core.readings.stand import concession, stand_rate
from alongside.core.readings.tallies import FIRST_MONDAY, SPAN
from alongside.core.readings.with_for import judge_with_for, measure_pressure
from alongside.core.signals.corrections import Corrections, own_thresholds
from alongside.core.signals.nouns import KIND, KINDS
from alongside.core.trace import Ref
from tests.faces.guide_pages import Example
from tests.world import moment

START = FIRST_MONDAY + 700 * SPAN
BERLIN = Schedule((Hours(moment("2020-01-01").date(), "Europe/Berlin"),))
Follows = Mapping[str, float | str]


def marks(toward: float, away: float, at: int, kind: str = "clarity") -> list[Mark]:
    """Signals of weight 1, heard for certain, an hour apart."""
    return [
        Mark(at + 3600 * i, i < toward, weight=1.0, p=1.0, deed=False, because=Ref("", str(i)), kind=kind)
        for i in range(int(toward + away))
    ]


def epoch(example: Example, name: str) -> int:
    """A given moment on a wall in Berlin."""
    return int(moment(example.words(name)[0]).timestamp())


def with_or_for(one: Example) -> Follows:
    first = marks(one.given("signs, first window"), one.given("pushes, first window"), START)
    second = marks(one.given("signs, second window"), one.given("pushes, second window"), START + SPAN)
    alone = [judge_with_for(window, [], as_of=START + 2 * SPAN) for window in (first, second)]
    both = judge_with_for([*first, *second], [], as_of=START + 2 * SPAN)
    told: dict[str, float | str] = {}
    for reading, which in zip(alone, ("first", "second"), strict=True):
        told[f"effective signs, {which} window"] = reading.n_with
        told[f"effective pushes, {which} window"] = reading.n_eff - reading.n_with
    return told | {
        "signs that count at the end": both.n_with,
        "pushes that count at the end": both.n_eff - both.n_with,
        "effective signals in all": both.n_eff,
        "the reading": both.index.value,
        "lower end": both.index.low,
        "upper end": both.index.high,
        "the chance that with outweighs for": both.chance,
        "the label": both.label,
    }


def pressure(one: Example) -> Follows:
    pushes, mails = one.given("pushes"), one.given("mails")
    told = measure_pressure(int(pushes), int(mails)).per_ten
    return {
        "pushes with the belief": 0.5 + pushes,
        "tens of mails with the belief": (0.5 + pushes) / told.value,
        "pushes in ten mails": told.value,
        "lower end": told.low,
        "upper end": told.high,
    }


def pressure_of_one_push(one: Example) -> Follows:
    return {"pushes in ten of these mails": measure_pressure(1, int(one.given("one push, in mails"))).per_ten.value}


def business_time(one: Example) -> Follows:
    asked, answered = epoch(one, "asked"), epoch(one, "answered")
    turns = pair_blocks([(asked, "them", True), (answered, "me", False)], as_of=answered)
    (wait,) = in_business_time(turns.mine, BERLIN, as_of=answered)
    five, nine = (int(moment(at).timestamp()) for at in ("2026-03-06 17:00", "2026-03-09 09:00"))
    return {
        "minutes on Friday, 16:00 to 17:00": business_minutes(BERLIN, asked, five),
        "minutes on Monday, 9:00 to 10:00": business_minutes(BERLIN, nine, answered),
        "hours of the wait": wait.minutes / 60,
    }


def waits(one: Example) -> Follows:
    ended = np.array(one.all("answered after, in hours")) * 60
    waiting = np.array(one.all("open for, in hours")) * 60
    told = measure_minutes(ended, waiting)
    assert told.median is not None
    assert told.p90 is not None
    assert told.kept is not None
    unanswered = {minutes / 60: 1 - share for minutes, share in told.curve}
    return {f"unanswered after {hour:.0f} hour{'s' * (hour > 1)}": left for hour, left in unanswered.items()} | {
        "median, in hours": told.median / 60,
        "90 % answered after, in hours": told.p90 / 60,
        "answered within a working day": told.kept.value,
        "lower end": told.kept.low,
        "upper end": told.kept.high,
    }


def owed(one: Example) -> Follows:
    asked, again, now = (epoch(one, name) for name in ("they ask", "they remind", "newest mail read"))
    found = pair_blocks([(asked, "them", True), (again, "them", True)], as_of=now).mine
    days = ["2026-03-05 00:00", "2026-03-06 00:00", "2026-03-10 00:00"]
    first, second, third = (int(moment(day).timestamp()) for day in days)
    assert first < asked < second
    return {
        "open questions with me": len(found),
        "hours on Thursday": business_minutes(BERLIN, asked, second) / 60,
        "hours on Friday and Monday": business_minutes(BERLIN, second, third) / 60,
        "hours on Tuesday": business_minutes(BERLIN, third, now) / 60,
        "age in business hours": in_business_time(found, BERLIN, as_of=now)[0].minutes / 60,
    }


def stood(one: Example) -> Follows:
    lines = zip(one.words("answers"), one.words("first of its thread"), one.all("hours until the answer"), strict=True)
    log = [exchange(answer, first=first == "yes", hours=hours) for answer, first, hours in lines]
    rate, met = stand_rate(log), concession(log)
    assert rate is not None
    assert met.share is not None
    assert met.hours is not None
    return {
        "stood": rate[1],
        "answered with a move": rate[2],
        "stand rate": rate[0].value,
        "lower end": rate[0].low,
        "upper end": rate[0].high,
        "first pushes answered": met.answered,
        "of these, conceded": met.share,
        "hours until conceding, median": met.hours,
    }


def exchange(answer: str, kind: str = "scope_add", *, first: bool = True, hours: float = 1) -> Exchange:
    waiting = answer == "waiting"
    at = None if waiting else START + int(3600 * hours)
    return Exchange(kind, START, 1, "" if waiting else answer, at, None if waiting else 2, first, "")


def give_and_take(one: Example) -> Follows:
    log = [exchange("yields", kind) for kind in one.words("pushes I yielded to")]
    log += [exchange("holds", kind) for kind in one.words("pushes I held against")]
    signs = [ledger.Sign(kind, START, 3) for kind in one.words("signs of the client")]
    found = ledger.give_and_take(log, signs)
    labels = {kind.slug: kind.label for kind in KINDS}
    granted = {f"let happen: {labels[right.kind]}": float(right.times) for right in ledger.rights_granted(log)}
    return {"I gave": found.given, "they gave": found.taken, "balance": found.balance} | granted


def advice(one: Example) -> Follows:
    follows, declines = (int(one.given(f"next mails that {what}")) for what in ("follow", "stay otherwise"))
    advised = int(one.given("mails of mine that recommend something"))
    answers = [("Fine.", {"respects_advice"})] * follows + [("We decided against it.", set())] * declines
    answers += [("It rains.", set())] * (advised - follows - declines)
    mine = Turn(1, START, from_me=True, body="I'd recommend the short version.", kinds=frozenset())
    met = [
        next(advice_in([mine, Turn(2, START + 1, from_me=False, body=body, kinds=frozenset(kinds))])).outcome
        for body, kinds in answers
    ]
    return {outcome: met.count(outcome) for outcome in ("taken", "declined", "open")}


def likeness(one: Example) -> Follows:
    labels = {"ownership": "claims authority over you", "rush_demand": "asks for an early date"}
    sides = [
        {kind: int(one.given(f"{side}: {label}")) for kind, label in labels.items()} for side in ("prospect", "client")
    ]
    found = look_alike(sides[0], [Known("client", "for", sides[1])])
    assert found is not None
    both = [KIND[kind].weight ** 2 * (sides[0][kind] * sides[1][kind]) ** 0.5 for kind in labels]
    return {"what both have, multiplied": sum(both), "alike": found.cosine}


def drift(one: Example) -> Follows:
    before = marks(one.given("signs before"), one.given("pushes before"), START - WEEK)
    after = marks(one.given("signs after"), one.given("pushes after"), START)
    found = judge_drift([*before, *after], signed=START, as_of=START + 4 * WEEK - 1)
    (look,) = found.looks
    return {
        "effective signals before": look.n_before,
        "effective signals after": look.n_after,
        "share before": look.before.value,
        "share after": look.after.value,
        "fall": look.fall.value,
        "lower end of the fall": look.fall.low,
        "upper end of the fall": look.fall.high,
        "chance of a fall of more than 0.05": look.chance,
        "verdict": found.verdict,
        "a strong change would be seen with": look.power.strong,
        "a moderate change would be seen with": look.power.moderate,
        "a false alarm comes with": look.power.false_alarm,
    }


def watch(one: Example) -> Follows:
    weeks = [(int(a), int(b)) for a, b in zip(*map(one.all, WEEKS), strict=True)]
    rate = one.given("usual pushes for each mail")
    found = watch_pushes(weeks, rate)
    assert found.alarm is not None
    ordinals = zip(("first", "second", "third"), found.sums, strict=True)
    pushes, mails = weeks[0]
    return {f"sum after the {which} week": level for which, level in ordinals} | {
        "k": (pushes - found.sums[0]) / mails,
        "alarm in week": found.alarm + 1,
    }


WEEKS = ("pushes, week by week", "mails, week by week")


def held_up(one: Example) -> Follows:
    told = [int(one.given(name)) for name in ("of these, giving in or justifying", "my mails")]
    told += [int(one.given(name)) for name in ("of these, with a push", "their mails")]
    found = mirror.hold_up(*told)
    return {
        "my share": found.mine.share.value,
        "lower end of mine": found.mine.share.low,
        "their share": found.theirs.share.value,
        "upper end of theirs": found.theirs.share.high,
        "the verdict": found.verdict,
    }


def who_leads(one: Example) -> Follows:
    weeks = range(1, int(one.given("weeks")) + 1)
    mine, theirs = (
        [int(week in one.all(name)) for week in weeks] for name in ("weeks in which I gave in", "weeks with a push")
    )
    found = mirror.who_leads(mine, theirs)
    return {"mine first": found.mine_first, "theirs first": found.theirs_first, "who moved first": found.verdict}


def like_a_boss(one: Example) -> Follows:
    signs = [ledger.Sign("ownership", START, i) for i in range(int(one.given("of these, spoken to as an employee")))]
    found = ledger.boss_likeness(signs, int(one.given("mails of the client")))
    asked, orders = int(one.given("of these, met with a question")), int(one.given("orders I answered"))
    log = [exchange("counter_questions" if i < asked else "holds", "order_list") for i in range(orders)]
    met = ledger.jumps(log)
    assert found is not None
    assert met is not None
    return {
        "boss-likeness": found.share.value,
        "lower end of it": found.share.low,
        "upper end of it": found.share.high,
        "orders met with a question": met.share.value,
    }


def threshold(one: Example) -> Follows:
    wrong = {(i, "rush_demand"): chance for i, chance in enumerate(one.all("chances of the three"))}
    shipped = {"rush_demand": one.given("shipped threshold")}
    return {"new threshold": own_thresholds(shipped, Corrections(wrong=wrong))["rush_demand"]}


EXAMPLES: dict[str, tuple[Callable[[Example], Follows], ...]] = {
    "with-for-reading.md": (with_or_for,),
    "pressure.md": (pressure, pressure_of_one_push),
    "reply-times.md": (business_time, waits),
    "who-owes-whom.md": (owed,),
    "stand-rate.md": (stood,),
    "give-and-take.md": (give_and_take,),
    "drift.md": (drift, watch),
    "mirror.md": (held_up, who_leads, like_a_boss),
    "signals.md": (threshold,),
    "advice.md": (advice,),
    "look-alike.md": (likeness,),
}
