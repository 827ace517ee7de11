"""What a push asks for. It is Monday, 10 March 2025, ten in the morning."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.money import Money
from alongside.core.signals.asked import NEAR, Asked, asked_for, lead_days
from alongside.core.signals.nouns import KINDS
from tests.core.signals.rivals_by_hand import LATER, SENTENCES, Said

MONDAY = datetime(2025, 3, 10, 10)  # noqa: DTZ001 - the wall of the sender's zone


def weekdays(day: date) -> bool:
    return day.weekday() < 5


def asked(kind: str, text: str, push: str = "") -> Asked:
    """What is asked in `text`, where the push is all of it, or only those words of it."""
    start = text.index(push) if push else 0
    return asked_for(kind, text, start, start + len(push or text), MONDAY, weekdays)


# ---------------------------------------------------------------- a lower price


@pytest.mark.parametrize(
    ("text", "amount", "percent"),
    [
        ("Could you do it for 5k?", Money(5_000_00), None),
        ("Could you come down to €1,800 for all three?", Money(1_800_00, "EUR"), None),
        ("We'd be ready to sign at £2,250.", Money(2_250_00, "GBP"), None),
        ("Make it 900 instead of 1,150 and we have a deal.", Money(900_00), None),
        ("Your rate is 85 an hour; could it be 70?", Money(70_00), None),
        ("€640 is steep for one page, would €500 do?", Money(500_00, "EUR"), None),
        ("Can you give us 15 % on this one?", None, 15.0),
        ("We need ten percent off.", None, 10.0),
        ("I'd pay 80 % of that and not a cent more.", None, 20.0),
        ("Would you do the second day at half price?", None, 50.0),
        ("Two thirds of your fee is what we can afford.", None, 33.33),
        ("A quarter less and it's yours.", None, 25.0),
        ("Zwanzig Prozent müssten schon drin sein.", None, 20.0),
        ("Geht das auch für 1.200 €?", Money(1_200_00, "EUR"), None),
        ("Vous pouvez descendre à 900 euros ?", Money(900_00, "EUR"), None),
        ("¿Me lo deja por 450 euros?", Money(450_00, "EUR"), None),
        ("Is that really your best price?", None, None),
        ("What is left if we halve the time?", None, None),
    ],
)
def test_a_lower_price_is_asked_for(text: str, amount: Money | None, percent: float | None) -> None:
    assert asked("discount_ask", text) == Asked(amount=amount, percent=percent)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Knock 500 off and we have a deal.", Money(500_00)),
        ("Could the retainer be €50 less?", Money(50_00, "EUR")),
        ("We need the whole thing to be 2k cheaper.", Money(2_000_00)),
        ("Das müsste 300 Euro billiger gehen.", Money(300_00, "EUR")),
        ("Il faudrait 200 euros de moins.", Money(200_00, "EUR")),
    ],
)
def test_a_difference_is_not_a_price(text: str, amount: Money) -> None:
    assert asked("discount_ask", text) == Asked(amount=amount, off=True)


def test_the_figure_may_stand_in_the_sentence_after_the_push() -> None:
    text = "Hi Mara,\n\nI'm afraid that's more than we have. Could you do it for $1,400? Thanks, Rudi"
    assert asked("discount_ask", text, "that's more than we have").amount == Money(1_400_00, "USD")


def test_a_figure_further_away_is_not_of_the_push() -> None:
    text = "Could you be a little kinder on the price? I saw the draft. The hall costs 3,000 € a night."
    assert asked("discount_ask", text, "Could you be a little kinder on the price?") == Asked()


# ---------------------------------------------------------------- a rival


def money(written: str) -> tuple[Money | None, bool]:
    """`EUR -2000` as an amount, and whether it is a difference."""
    if not written:
        return None, False
    *currency, figure = written.split()
    whole, _, cents = figure.lstrip("-").partition(".")
    return Money(int(whole) * 100 + int((cents or "00").ljust(2, "0")), *currency), figure.startswith("-")


def is_right(said: Said) -> bool:
    """Whether name, price and gap are all as a careful reader takes them."""
    found = asked("rival_quote", said.text)
    figures = (found.rival_amount, found.off, found.rival_percent)
    return found.rival in said.rival.split("|") and figures == (*money(said.amount), said.percent)


@pytest.mark.practice(6)
def test_rival_and_price_are_right_in_nine_of_ten_sentences_written_before_the_rules() -> None:
    wrong = [said.text for said in SENTENCES if not is_right(said)]
    assert len(SENTENCES) >= 50
    assert len(wrong) <= 0.1 * len(SENTENCES), wrong


@pytest.mark.practice(6)
def test_rival_and_price_are_right_in_nine_of_ten_sentences_written_since() -> None:
    wrong = [said.text for said in LATER if not is_right(said)]
    assert len({said.text for said in (*SENTENCES, *LATER)}) == len(SENTENCES) + len(LATER)
    assert len(wrong) <= 0.1 * len(LATER), wrong


@pytest.mark.parametrize(
    "text",
    [
        "We have two cheaper offers on the table.",
        "The other proposal is lower, so over to you.",
        "You're not the cheapest, I'm afraid.",
    ],
)
def test_a_rival_who_is_not_named_has_no_name(text: str) -> None:
    assert asked("rival_quote", text) == Asked()


def test_my_own_price_is_not_the_rivals() -> None:
    text = "You're at 1,900 and Petra's at 1,200."
    assert asked("rival_quote", text).rival_amount == Money(1_200_00)
    assert asked("rival_quote", "You charge €95. Why?") == Asked()


def test_name_and_price_may_stand_in_the_sentence_after() -> None:
    text = "You should know that there are cheaper offers. Brightwater Media wants £700. Best, Tom"
    push = "You should know that there are cheaper offers."
    assert asked("rival_quote", text, push) == Asked(rival="Brightwater Media", rival_amount=Money(700_00, "GBP"))


# ---------------------------------------------------------------- by when


@pytest.mark.parametrize(
    ("kind", "text", "day", "at", "vague"),
    [
        ("rush_demand", "We need all six pages by Thursday.", 13, None, False),
        ("rush_demand", "This has to be done by noon tomorrow.", 11, time(12), False),
        ("rush_demand", "Please start right away.", 10, None, True),
        ("after_hours", "I need your answer tonight.", 10, None, False),
        ("after_hours", "Ring me on Saturday at 8pm.", 15, time(20), False),
        ("after_hours", "Please be reachable over the weekend.", 16, None, True),
    ],
)
def test_haste_and_hours_have_a_date(kind: str, text: str, day: int, at: time | None, vague: bool) -> None:  # noqa: FBT001
    assert asked(kind, text) == Asked(due=date(2025, 3, day), due_time=at, vague=vague)


def test_the_date_may_stand_in_the_rest_of_the_sentence_or_in_the_next() -> None:
    whole = "The fair is on Saturday, so please drop everything, it must hang by Friday."
    assert asked("rush_demand", whole, "please drop everything").due == date(2025, 3, 14)
    parted = "This cannot wait for your usual turn. We print on Wednesday. The fair is on Friday."
    assert asked("rush_demand", parted, "This cannot wait for your usual turn.").due == date(2025, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "I called three times on Sunday, why didn't you pick up?",
        "When I write on Sunday I'd like an answer the same day.",
        "You should always be reachable.",
    ],
)
def test_what_is_over_or_a_habit_has_no_date(text: str) -> None:
    assert asked("after_hours", text) == Asked()


@pytest.mark.practice(1)
@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("I need it today.", 0),
        ("I need it ASAP.", 0),
        ("I need it tomorrow.", 1),
        ("I need it by Friday.", 4),
        ("I need it over the weekend.", 4),
        ("I need it by Monday.", 5),
        ("I need it by next Thursday.", 8),
        ("I need it within two weeks.", 10),
        ("I need it by the end of the month.", 15),
        ("I need it sooner than planned.", None),
    ],
)
def test_the_lead_time_is_counted_in_working_days(text: str, days: int | None) -> None:
    assert lead_days(asked("rush_demand", text), MONDAY, weekdays) == days


@pytest.mark.practice(1)
def test_a_holiday_shortens_the_lead_time() -> None:
    def open_but_wednesday(day: date) -> bool:
        return weekdays(day) and day != date(2025, 3, 12)

    due = Asked(due=date(2025, 3, 14))
    assert lead_days(due, MONDAY, open_but_wednesday) == lead_days(due, MONDAY, weekdays) - 1 == 3  # type: ignore[operator]


@settings(max_examples=200)
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 300))
def test_a_later_date_never_leaves_fewer_days(day: date, ahead: int) -> None:
    sent = datetime.combine(day, time(9))
    first = lead_days(Asked(due=day + timedelta(ahead)), sent, weekdays)
    second = lead_days(Asked(due=day + timedelta(ahead + 1)), sent, weekdays)
    assert first is not None
    assert second is not None
    assert 0 <= first <= second <= first + 1


# ---------------------------------------------------------------- what is added


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("While you're at it, just add the Italian version too.", "the Italian version"),
        ("We assumed onboarding was part of it.", "onboarding"),
        ("One more small round of changes, please.", "One more small round of changes"),
        ("Could you also do the banners for the fair?", "the banners for the fair"),
        ("Please throw in a short film as well, it won't take you long.", "a short film"),
        ("Add Arabic while you're in there.", "Arabic"),
        ("You'll write the captions too, won't you?", "the captions"),
        ("We thought that hosting and backups were included.", "hosting and backups"),
        ("The board wants a comparison of all six sites, you'll manage.", "a comparison of all six sites"),
        ("Could you take a look at our other shop as well?", "our other shop"),
        ("And another version with the blue logo.", "another version with the blue logo"),
        ("Wir dachten, die Schulung gehört dazu.", "die Schulung"),
        ("Könnten Sie gleich noch die Visitenkarten mitmachen?", "die Visitenkarten"),
        ("Vous pouvez faire aussi les affiches ?", "les affiches"),
        ("¿Nos haces también los carteles?", "los carteles"),
        ("It shouldn't take you long.", ""),
        ("Please do that as well.", ""),
        ("Just put it in.", ""),
    ],
)
def test_what_is_added_is_named_in_its_own_words(text: str, added: str) -> None:
    assert asked("scope_add", text) == Asked(added=added)


# ---------------------------------------------------------------- everything else


@pytest.mark.parametrize("kind", ["why_you", "ownership", "disrespect", "patience", "yields"])
def test_other_kinds_ask_for_nothing_that_can_be_counted(kind: str) -> None:
    assert asked(kind, "John wants 400 € by Friday, so add the Spanish version too.") == Asked()


PUSHES = ("discount_ask", "rival_quote", "rush_demand", "after_hours", "scope_add")


@settings(max_examples=300)
@given(st.sampled_from([kind.slug for kind in KINDS]), st.text(max_size=200), st.data(), st.datetimes())
def test_any_text_and_span_can_be_asked_about(kind: str, text: str, data: st.DataObject, sent: datetime) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = asked_for(kind, text, start, end, sent, weekdays)
    assert found.rival in text
    assert found.due is None or found.due >= sent.date()
    assert found.percent is None or 0 < found.percent <= 100


HOSTILE = (
    "a " * 50_000,
    "1 € off " * 12_000,
    "the the the other agency of the other agency in the " * 2_000,
    "by Friday or 3/4 or in two days " * 3_000,
    "\0" * 100_000,
    "\u202eبحلول الجمعة 500 €\u202c " * 5_000,
    "(" * 50_000 + ")" * 50_000,
    "add the the the the too " * 4_000,
    "x" * 100_000,
)


@pytest.mark.parametrize("kind", PUSHES)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:6]))
def test_a_hostile_line_is_read_no_further_than_near_its_push(kind: str, text: str) -> None:
    middle = len(text) // 2
    whole = asked_for(kind, text, middle, middle + 10, MONDAY, weekdays)
    near = asked_for(kind, text[middle - NEAR : middle + 10 + NEAR], NEAR, NEAR + 10, MONDAY, weekdays)
    assert whole == near
