"""What the essays tell to watch for is heard; what only sounds like it is not. Sentences of our own, ten at a time."""

import pytest

from alongside.core.signals.detect import detect

# A model is right most of the time, not every time: so many of ten must be heard, and so many of ten may be wrong.
HEARD, WRONG = 7, 1


def count(kind: str, texts: list[str], *, from_me: bool = False) -> int:
    return sum(kind in {one.kind for one in detect(text, from_me=from_me)} for text in texts)


@pytest.mark.practice(9)
def test_giving_in_is_heard_and_a_yes_with_a_price_is_not() -> None:
    assert count("yields", GIVING_IN, from_me=True) >= HEARD
    assert count("yields", YES_WITH_A_PRICE, from_me=True) <= WRONG


GIVING_IN = [
    "Of course, I'll move everything and you'll have it on Thursday.",
    "OK, 20 % off then, no problem.",
    "Sure, I'll add the extra page at no charge.",
    "Fine, I'll work through the weekend so that you have it on Monday.",
    "No worries, I'll redo the whole layout once more for free.",
    "Alright, you can have it for the old price.",
    "I'll cancel my other appointment and be there at seven.",
    "Yes, I'll take care of the translation as well, don't worry about the cost.",
    "As you wish, I'll match their price.",
    "Okay, I'll drop the late fee.",
]
YES_WITH_A_PRICE = [
    "Yes, Thursday works, with the 50 % rush rate.",
    "OK, 20 % off if we drop the training.",
    "I can add the extra page for 300 euros.",
    "Monday is possible if the second video moves to April.",
    "Sure, the footer is in scope, you'll find it in section 3.",
    "The third round of changes is 90 an hour; shall I go ahead?",
    "I'm happy to bring the price down if we leave out the photos.",
    "Yes, the files are attached as agreed.",
    "If you sign for twelve months I can do the lower rate.",
    "We can start earlier if you send the texts by Friday.",
]


@pytest.mark.practice(10, 51)
def test_pleading_and_maxims_are_heard_and_facts_are_not() -> None:
    assert count("self_justifies", PLEADING, from_me=True) >= 8
    assert count("self_justifies", FACTS, from_me=True) == 0


PLEADING = [
    "I have twelve years of experience and I promise you will be happy.",
    "I always give 110 percent, ask anyone I have worked for.",
    "Believe me, nobody works harder for you than I do.",
    "For me the customer is always right, that has been my motto from day one.",
    "I'm really passionate about what I do and I will do everything to satisfy you.",
    "I've won three awards and all my clients love me.",
    "You won't regret choosing me, I give my word.",
    "I am a very reliable person and I never miss a deadline.",
    "I have hundreds of five-star reviews, so you can trust me completely.",
    "I will go the extra mile until you are one hundred percent satisfied.",
]
FACTS = [
    "The server runs on Debian 12, since you asked.",
    "The invoice of March is attached, with the order number on it.",
    "We met at the trade fair in Hanover, hall 4.",
    "The photos were taken on the 3rd and delivered on the 9th.",
    "Chapter five is translated, chapter six comes on Tuesday.",
    "The contract covers two rounds of changes.",
    "Yes, the font is licensed for print and for the web.",
    "The permit office answered: we need form B.",
    "I am in Vienna next week and back on Monday.",
    "The test found three errors, all of them in the export.",
]


@pytest.mark.practice(11)
def test_matching_a_price_for_the_same_work_is_heard_as_giving_in() -> None:
    matching = [
        "OK, I can do it for the same price John can.",
        "Fine, I'll match the other offer, same scope.",
        "Alright, I'll do it for what they quoted you.",
    ]
    assert count("yields", matching, from_me=True) >= 2


@pytest.mark.practice(1, 19)
def test_a_budget_with_a_cut_offered_is_no_push_for_a_discount_and_a_paid_rush_is_none() -> None:
    fair = [
        "Our budget is 8k, which parts would you drop to get there?",
        "Is there a published volume rate for ten days up front?",
        "The discount on the hosting has run out, please invoice the full price.",
    ]
    assert count("discount_ask", fair) == 0
    paid = [
        "It is urgent on our side, so we are happy to pay your rush rate.",
        "We know Thursday is early; please charge the express fee as in your terms.",
    ]
    assert count("rush_demand", paid) == 0


@pytest.mark.practice(50)
def test_work_as_bait_is_no_referral() -> None:
    bait = [
        "I could send you lots of work if you lower the price.",
        "There are many more projects where this came from, so be generous with the quote.",
        "If you do this one for free, I will tell everybody about you.",
    ]
    given = [
        "I gave your name to our sister firm in Graz, they will call you.",
        "I recommended you to my brother-in-law, he needs a new website.",
        "Happy to act as a reference for you, just put my number in the offer.",
    ]
    assert count("referral", bait) == 0
    assert count("referral", given) == 3


@pytest.mark.practice(74)
def test_a_summary_for_the_boss_in_the_plan_does_not_put_a_person_before_the_project() -> None:
    plain = [
        "My boss would like a one-page summary, could we add it to the plan?",
        "For me the result for the users decides.",
    ]
    assert count("me_first", plain) == 0


@pytest.mark.xfail(strict=True, reason="a known miss: this model hears secrecy in it")
def test_to_be_copied_alone_for_the_sake_of_the_team_puts_nobody_first() -> None:
    assert count("me_first", ["Please copy only me, so that the team is not flooded."]) == 0


@pytest.mark.practice(87)
def test_a_formula_of_thanks_is_no_appreciation_and_thanks_for_an_effect_is() -> None:
    formulas = [
        "Thanks in advance for sending it tonight.",
        "Please find the file attached.\n\nThanks and best regards\nJo",
        "Thanks, but that is not what I asked for.",
    ]
    meant = [
        "The migration went live without a single ticket, thank you so much for preparing it so carefully.",
        "Your second chart convinced the board, they loved it.",
        "Thanks to your call on Friday our whole weekend was saved.",
    ]
    assert count("appreciation", formulas) == 0
    assert count("appreciation", meant) >= 2
