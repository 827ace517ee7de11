"""The one thing to do."""

import pytest

from alongside.core.counsel.today import Cooled, OpenPush, OpenQuestion, choose_one


def test_the_weightiest_fresh_push_comes_first() -> None:
    pushes = [OpenPush("Birch", 1, 0.9, 5), OpenPush("Acme", 2, 2.4, 90), OpenPush("Old", 3, 3.0, 1000)]
    step = choose_one(pushes, [OpenQuestion("Sol", 4, 10)], [Cooled("Drifted", 0)])
    assert step is not None
    assert (step.because, step.client, step.message, step.number) == ("push", "Acme", 2, 1)


def test_of_two_equal_ones_the_older_and_then_the_first_is_chosen() -> None:
    pushes = [OpenPush("Birch", 1, 1.0, 5), OpenPush("Acme", 2, 1.0, 9), OpenPush("Sol", 3, 1.0, 9)]
    step = choose_one(pushes, [], [])
    assert step is not None
    assert step.client == "Acme"


def test_without_a_fresh_push_it_is_my_oldest_question_that_is_still_fresh() -> None:
    questions = [OpenQuestion("Birch", 1, 3), OpenQuestion("Sol", 2, 60), OpenQuestion("Old", 3, 500)]
    step = choose_one([OpenPush("Old", 9, 3.0, 1000)], questions, [Cooled("Drifted", 0)])
    assert step is not None
    assert (step.because, step.client, step.number) == ("owed", "Sol", 1)


def test_then_a_client_who_cooled_and_then_nothing() -> None:
    step = choose_one([], [], [Cooled("Birch", 0), Cooled("Acme", 0)])
    assert step is not None
    assert (step.because, step.client) == ("drift", "Birch")
    assert choose_one([], [], []) is None


@pytest.mark.practice(16)
def test_no_client_is_asked_to_change_while_i_break_my_own_rules() -> None:
    step = choose_one([], [], [Cooled("Birch", 7)])
    assert step is not None
    assert (step.because, step.client, step.message) == ("mirror", "Birch", 7)


@pytest.mark.practice(16)
def test_of_two_who_cooled_the_one_comes_first_towards_whom_i_kept_them() -> None:
    step = choose_one([], [], [Cooled("Birch", 7), Cooled("Acme", 0)])
    assert step is not None
    assert (step.because, step.client) == ("drift", "Acme")
