"""The one thing to do where a client cooled: my own side first."""

from datetime import timedelta
from pathlib import Path

import pytest

from alongside.desk.decide import sign
from alongside.desk.leafing import thread_of
from alongside.desk.read import read
from alongside.desk.today import today
from tests.desk.test_read import write
from tests.world import ANN, ME, Sample
from tests.world import moment as at

WARM = (
    "You were right about the order page, we followed your advice and moved the launch.",
    "Take the time you need, quality matters more to us than the date.",
    "The new page went live without a single complaint, thank you, that was your idea.",
)
PUSHING = (
    "We need all six pages by tomorrow morning, so please drop everything else.",
    "While you're in there, just add the Spanish version too.",
    "That's above our budget, what is your best price for exactly the same work?",
)
GIVING_IN = "Of course, no problem, I'll do it right away for the same price."
HOLDING = "I can't do that: my next free days are from the 12th, as in our agreement."
SIGNED = at("2026-03-30 10:00")


def half_a_year(answer: str, hour: int = 12) -> list[Sample]:
    """Two threads a week, warm before signing and pushing since; I answer each two hours later, at the `hour`."""
    samples: list[Sample] = []
    for number in range(40):
        sent = SIGNED + timedelta(days=3.5 * (number - 20))
        sent = sent.replace(hour=10) - timedelta(days=max(0, sent.weekday() - 4))
        words = (WARM if number < 20 else PUSHING)[number % 3]
        mine = answer if number >= 20 else "Thank you, Ann."
        samples.append(Sample(ANN, ME, sent, words, f"Shop {number}", f"a{number}@x.example"))
        samples.append(
            Sample(
                ME,
                ANN,
                sent.replace(hour=hour),
                mine,
                f"Re: Shop {number}",
                f"m{number}@x.example",
                f"a{number}@x.example",
            )
        )
    return samples


@pytest.mark.practice(16)
@pytest.mark.parametrize(("answer", "hour"), [(GIVING_IN, 12), (HOLDING, 22)])
def test_while_i_break_my_own_rules_i_am_the_step_and_not_the_client(
    home: Path, tmp_path: Path, answer: str, hour: int
) -> None:
    read([write(tmp_path / "all.mbox", *half_a_year(answer, hour))])
    sign("Birch", SIGNED.date())
    step = today().step
    assert step is not None
    assert (step.because, step.client) == ("mirror", "Birch")
    shown = thread_of(step.message).leaves
    assert {leaf.mail.subject for leaf in shown} == {"Shop 39", "Re: Shop 39"}, "my newest mail"


@pytest.mark.practice(16)
def test_where_i_kept_my_rules_for_two_weeks_the_client_is_the_step(home: Path, tmp_path: Path) -> None:
    read([write(tmp_path / "all.mbox", *half_a_year(HOLDING))])
    sign("Birch", SIGNED.date())
    step = today().step
    assert step is not None
    assert (step.because, step.client) == ("drift", "Birch")
