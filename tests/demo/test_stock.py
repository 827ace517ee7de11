import re
from datetime import date, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from alongside.core.signals.nouns import KIND, Side
from alongside.demo.cast import CLIENTS
from alongside.demo.nouns import Mark, Piece
from alongside.demo.pace import after_work, at_night, make_dice
from alongside.demo.slots import make_slots
from alongside.demo.stock import Deck, fill, read_piece, read_stock

NAMES = sorted(one.name.removesuffix(".txt") for one in files("alongside.demo").joinpath("letters").iterdir())
BERLIN = ZoneInfo("Europe/Berlin")


def pieces(name: str) -> list[tuple[str, Piece]]:
    return [(section, piece) for section, stock in read_stock(name).items() for piece in stock]


def test_every_client_has_a_voice_of_its_own() -> None:
    assert {client.slug for client in CLIENTS} | {"work", "replies", "around"} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_section_speaks_for_one_side_only(name: str) -> None:
    sides = {"push": Side.PUSH, "partner": Side.PARTNER, "late": Side.PARTNER}
    for section, piece in pieces(name):
        move = section.partition(".")[2]
        for kind in piece.kinds:
            if section in sides:
                assert KIND[kind].side is sides[section], piece.text
            if move in KIND:
                assert KIND[kind].side is Side.OWN, piece.text
        assert move not in KIND or piece.kinds[0] == move, piece.text


@pytest.mark.parametrize("name", NAMES)
def test_work_talk_and_things_around_carry_no_label(name: str) -> None:
    signed = {"push", "partner", "late", "c.start", "c.last", "m.close", "m.decline"}
    for section, piece in pieces(name):
        if section not in signed and section.partition(".")[2] not in KIND:
            assert not piece.kinds, piece.text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tongue", ["en", "de", "fr", "es"])
def test_every_line_can_be_filled_in_every_tongue(name: str, tongue: str) -> None:
    dice = make_dice(1, name)
    more = {"invoice": "2025-001", "due": "1 May"}
    for _, piece in pieces(name):
        slot = make_slots(dice, date(2025, 3, 3), tongue, subject="Menu", topic="the menu", more=more)
        said = fill(piece, slot, dice)
        assert not re.search(r"[{}<>]|\[[a-z_+]+: ", said.text), said.text
        assert all(mark.quote in said.text for mark in said.marks)


def test_a_label_becomes_a_mark_with_its_words_as_they_are_written_today() -> None:
    piece = read_piece("We met. [scope_add+rush_demand: Add {topic} by {day}.] / Bye.", "en")
    values = {"topic": "the map", "day": "Friday"}
    said = fill(piece, values.__getitem__, make_dice(1, "a"))
    quote = "Add the map by Friday."
    assert said.text == f"We met. {quote}\n\nBye."
    assert said.marks == (Mark("scope_add", quote), Mark("rush_demand", quote))


def test_a_topic_at_the_start_of_a_sentence_gets_a_capital() -> None:
    piece = read_piece("{page} is up. {page} is fast, says {page}.", "en")
    said = fill(piece, lambda _: "the map", make_dice(1, "a"))
    assert said.text == "The map is up. The map is fast, says the map."


def test_a_deck_shows_every_card_before_one_comes_again() -> None:
    cards = [Piece(str(number), "en", ()) for number in range(9)]
    deck = Deck(cards, make_dice(1, "deck"))
    assert {deck.draw() for _ in cards} == set(cards)


def test_four_hours_from_friday_afternoon_end_on_monday_before_noon() -> None:
    friday = datetime(2025, 3, 28, 16, 45, tzinfo=BERLIN)  # the clocks change on Sunday
    monday = after_work(friday, 4, "Europe/Berlin", make_dice(1, "a"))
    assert monday.date() == date(2025, 3, 31)
    assert datetime(2025, 3, 31, 12, tzinfo=BERLIN) < monday < datetime(2025, 3, 31, 13, tzinfo=BERLIN)


def test_she_answers_nothing_in_her_two_weeks_at_the_sea() -> None:
    asked = datetime(2025, 8, 11, 10, tzinfo=BERLIN)
    assert after_work(asked, 1, "Europe/Berlin", make_dice(1, "a"), mine=True).date() == date(2025, 8, 25)
    assert after_work(asked, 1, "Europe/Berlin", make_dice(1, "a")).date() == date(2025, 8, 11)


def test_a_night_mail_comes_after_eight_or_on_a_weekend() -> None:
    start = datetime(2025, 5, 7, 15, tzinfo=BERLIN)
    nights = [at_night(start, "Europe/Berlin", make_dice(seed, "a")) for seed in range(40)]
    assert all(night > start and (night.hour >= 20 or night.weekday() >= 5) for night in nights)
    assert {night.weekday() >= 5 for night in nights} == {True, False}
