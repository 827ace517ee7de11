"""Mail outside my hours, and whether I reward it."""

import pytest

from alongside.core.readings.offhours import Said, measure_off_hours

DAY, NIGHT = True, False


def theirs(is_open: bool, until_mine: float | None = None) -> Said:  # noqa: FBT001 - the sky outside
    return Said(mine=False, open=is_open, until_mine=until_mine)


@pytest.mark.practice(71)
def test_an_answer_before_the_office_opens_rewards_a_mail_at_night() -> None:
    said = [
        theirs(NIGHT, 0.0),
        theirs(NIGHT, 0.0),
        theirs(NIGHT, 30.0),
        theirs(NIGHT),
        theirs(NIGHT, 90.0),
        theirs(DAY, 0.0),
    ]
    found = measure_off_hours(
        [*said, Said(mine=True, open=NIGHT, until_mine=None), Said(mine=True, open=DAY, until_mine=None)]
    )

    assert found is not None
    assert (found.theirs.hits, found.theirs.total) == (5, 6)
    assert (found.mine.hits, found.mine.total) == (1, 2)
    assert (found.rewarded.hits, found.rewarded.total) == (2, 5)
    assert found.teaches


@pytest.mark.parametrize(
    ("rewarded", "teaches"), [(0, False), (1, False), (2, True), (17, True), (19, False), (20, False)]
)
def test_only_what_is_rewarded_now_and_then_teaches(rewarded: int, teaches: bool) -> None:  # noqa: FBT001 - a parameter
    late = [theirs(NIGHT, 0.0)] * rewarded + [theirs(NIGHT)] * (20 - rewarded)
    found = measure_off_hours([*late, Said(mine=True, open=DAY, until_mine=None)])
    assert found is not None
    assert found.teaches is teaches


def test_nothing_is_said_where_one_side_is_silent() -> None:
    assert measure_off_hours([theirs(NIGHT)]) is None
    assert measure_off_hours([]) is None
