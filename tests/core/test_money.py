"""Amounts and shares, as people write them."""

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alongside.core.money import LONGEST, MOST, Money, find_amounts, find_percents, find_prices


def amounts(text: str) -> list[tuple[str, int, str]]:
    return [(text[start:end], money.minor, money.currency) for start, end, money in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("€1,200.50", 1_200_50, "EUR"),
        ("1.200,50 €", 1_200_50, "EUR"),
        ("EUR 900", 900_00, "EUR"),
        ("EUR900", 900_00, "EUR"),
        ("1 200 euros", 1_200_00, "EUR"),
        ("1\u202f200 €", 1_200_00, "EUR"),
        ("1.200,- €", 1_200_00, "EUR"),
        ("12,5 Tsd. €", 12_500_00, "EUR"),
        ("€5m", 5_000_000_00, "EUR"),
        ("2 Mio. €", 2_000_000_00, "EUR"),
        ("$4k", 4_000_00, "USD"),
        ("US$ 0.90", 90, "USD"),
        ("30 bucks", 30_00, "USD"),
        ("$300 CAD", 300_00, "CAD"),
        ("A$75", 75_00, "AUD"),
        ("AUD 300", 300_00, "AUD"),
        ("£3,500", 3_500_00, "GBP"),
        ("400 quid", 400_00, "GBP"),
        ("80 pence", 80, "GBP"),
        ("CHF 2'400.-", 2_400_00, "CHF"),
        ("Fr. 500.–", 500_00, "CHF"),
        ("₹50,000", 50_000_00, "INR"),
        ("Rs. 40,000", 40_000_00, "INR"),
        ("INR 1,20,000", 120_000_00, "INR"),
        ("2 lakh rupees", 200_000_00, "INR"),
        ("9 000 zł", 9_000_00, "PLN"),
        ("R4,500", 4_500_00, "ZAR"),
        ("¥5000", 5_000, "JPY"),
        ("8k", 8_000_00, ""),
        ("2.5k", 2_500_00, ""),
        ("4 grand", 4_000_00, ""),
        ("600 kronor", 600_00, ""),
        ("8 cents", 8, ""),
    ],
)
def test_an_amount_is_read_to_the_cent(text: str, minor: int, currency: str) -> None:
    assert amounts(text) == [(text, minor, currency)]
    said = f"They said {text}, which is less."
    assert amounts(said) == [(text, minor, currency)]


@pytest.mark.parametrize(
    "text",
    [
        "We print on A4 paper, 14 pages, 3D.",
        "Call me at 5pm on 14.03.2025, or at 12:30 on 2024-03-05.",
        "The site has 10k users and 4K video.",
        "It is 20 % of the work, or 5m of cable.",
        "Version 2.1 of chapter 3",
        "€0.065 a word",
    ],
)
def test_what_is_no_exact_money_is_no_amount(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3-4k", Money(3_000_00), Money(4_000_00)),
        ("€3-4k", Money(3_000_00, "EUR"), Money(4_000_00, "EUR")),
        ("300 to 400 €", Money(300_00, "EUR"), Money(400_00, "EUR")),
        ("between 500 and 900 quid", Money(500_00, "GBP"), Money(900_00, "GBP")),
    ],
)
def test_both_ends_of_a_range_share_its_currency(text: str, low: Money, high: Money) -> None:
    assert [money for *_, money in find_amounts(text)] == [low, high]


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("Ana would do it for 400.", 400),
        ("Could you go down to 6,500 for the same package?", 6_500),
        ("The bureau takes 25.", 25),
        ("She's at 31 an hour.", 31),
        ("An office asks 38,000 for these phases.", 38_000),
        ("Das macht er für 300.", 300),
    ],
)
def test_a_plain_number_is_a_price_where_its_words_say_so(text: str, price: int) -> None:
    assert [money for *_, money in find_prices(text)] == [Money(price * 100)]
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Call me at 5.",
        "It is for 3 pages and 2 people.",
        "We have been with you from 2019.",
        "Room 214, second floor.",
        "We meet at 14:00 for 2 hours.",
    ],
)
def test_other_plain_numbers_are_no_price(text: str) -> None:
    assert find_prices(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "percent"),
    [
        ("20 % less", "20 %", 20.0),
        ("Give us 20% off", "20%", 20.0),
        ("12.5 percent below", "12.5 percent", 12.5),
        ("12,5 Prozent weniger", "12,5 Prozent", 12.5),
        ("ten percent cheaper", "ten percent", 10.0),
        ("dix pour cent de moins", "dix pour cent", 10.0),
        ("un diez por ciento menos", "diez por ciento", 10.0),
        ("half the fee", "half", 50.0),
        ("He would do it for half.", "half", 50.0),
        ("a third of your price", "a third", 33.33),
        ("a quarter less", "a quarter", 25.0),
        ("for two thirds of what you ask", "two thirds", 66.67),
        ("um die Hälfte billiger", "Hälfte", 50.0),
        ("zum halben Preis", "halben", 50.0),
        ("à moitié prix", "moitié", 50.0),
        ("por la mitad.", "mitad", 50.0),
    ],
)
def test_a_share_of_a_price_is_read(text: str, words: str, percent: float) -> None:
    ((start, end, found),) = find_percents(text)
    assert (text[start:end], found) == (words, percent)


@pytest.mark.parametrize(
    "text",
    [
        "Give me half an hour.",
        "A third party wrote it, in the third week of the last quarter.",
        "Half the team is ill, and half of the pages are done.",
        "At half past nine, a quarter to ten at the latest.",
        "The second half is missing.",
    ],
)
def test_other_fractions_are_no_share_of_a_price(text: str) -> None:
    assert find_percents(text) == ()


LAYOUTS = (
    ("€{comma}", "EUR"),
    ("€ {comma}", "EUR"),
    ("{dot} €", "EUR"),
    ("EUR {plain}", "EUR"),
    ("{blank} euros", "EUR"),
    ("{narrow} €", "EUR"),
    ("${comma}", "USD"),
    ("£{comma}", "GBP"),
    ("{plain} quid", "GBP"),
    ("CHF {tick}", "CHF"),
    ("₹{comma}", "INR"),
    ("₹{lakhs}", "INR"),
    ("Rs. {comma}", "INR"),
    ("AUD {comma}", "AUD"),
    ("{dot} zł", "PLN"),
    ("{dot} kr", ""),
)


def written(minor: int, layout: str) -> str:
    """An amount in one of the layouts, with its cents where it has any."""
    whole, cents = divmod(minor, 100)
    end = (f".{cents:02}", f",{cents:02}") if cents else ("", "")
    groups = f"{whole:,}"
    head, last = (f"{whole // 1000}", f",{whole % 1000:03}") if whole >= 1000 else ("", str(whole))
    while len(head) > 2:
        head, last = head[:-2], f",{head[-2:]}{last}"
    return layout.format(
        comma=groups + end[0],
        dot=groups.replace(",", ".") + end[1],
        plain=f"{whole}{end[0]}",
        blank=groups.replace(",", " ") + end[1],
        narrow=groups.replace(",", "\u202f") + end[1],
        tick=groups.replace(",", "'") + end[0],
        lakhs=head + last + end[0],
    )


@settings(max_examples=300)
@given(st.integers(1, 99_999_999_99), st.sampled_from(LAYOUTS), st.sampled_from(("", "It is ", "Price: ", "(")))
def test_an_amount_written_in_any_layout_is_found_again(minor: int, layout: tuple[str, str], before: str) -> None:
    pattern, currency = layout
    text = before + written(minor, pattern)
    assert find_amounts(text) == ((len(before), len(text), Money(minor, currency)),)


@settings(max_examples=200)
@given(st.integers(1, 9_999), st.integers(0, 9), st.sampled_from(("${}k", "{}k", "{} k€", "{} grand")))
def test_thousands_are_exact(thousands: int, tenth: int, pattern: str) -> None:
    ((_, _, money),) = find_amounts(pattern.format(f"{thousands}.{tenth}" if tenth else thousands))
    assert money.minor == thousands * 1_000_00 + tenth * 100_00


@settings(max_examples=200)
@given(st.text(alphabet="0123456789.,' €$kKEURhalf%a third\0\u202e-–\n", max_size=80))
def test_spans_lie_in_the_text_and_in_order(text: str) -> None:
    for found in (find_amounts(text), find_prices(text), find_percents(text)):
        spans = [(start, end) for start, end, _ in found]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assume(text)
    assert all(money.minor >= 0 for *_, money in find_prices(text))
    assert all(percent >= 0 for *_, percent in find_percents(text))


@pytest.mark.parametrize(
    "text", ["1 € " * 60_000, "1," * 60_000, "9" * 100_000, "1,000" * 20_000, "half of " * 20_000, "\0€" * 50_000]
)
def test_a_hostile_line_is_read_in_bounded_work(text: str) -> None:
    for found in (find_amounts(text), find_prices(text), find_percents(text)):
        assert len(found) <= MOST
        assert all(end <= LONGEST for _, end, _ in found)


def test_arabic_digits_and_right_to_left_marks_do_no_harm() -> None:
    assert amounts("السعر ٥٠٠ ريال") == []
    assert amounts("\u202eالسعر 500 € فقط\u202c") == [("500 €", 500_00, "EUR")]
