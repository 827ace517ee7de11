"""How much rests on how few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.readings.concentration import measure_concentration


@pytest.mark.practice(42)
def test_a_client_of_more_than_a_third_is_leant_on() -> None:
    found = measure_concentration({"Birch": 36, "Acme": 34, "Sol": 30})
    assert found is not None
    assert (found.largest, round(found.share, 2), found.verdict) == ("Birch", 0.36, "leans on one")
    assert round(found.effective, 2) == 2.98


def test_equal_clients_count_as_many_as_they_are() -> None:
    found = measure_concentration(dict.fromkeys("abcde", 10))
    assert found is not None
    assert (found.share, round(found.effective, 9), found.verdict) == (0.2, 5.0, "spread")


def test_a_handful_of_mails_says_nothing() -> None:
    assert measure_concentration({"Birch": 12, "Acme": 7}) is None


@given(st.dictionaries(st.text(min_size=1), st.integers(0, 10_000), min_size=1))
def test_the_effective_number_lies_between_one_and_all(counts: dict[str, int]) -> None:
    found = measure_concentration(counts)
    if found is not None:
        assert 1 - 1e-9 <= found.effective <= len(counts) + 1e-9
        assert found.share >= 1 / len(counts) - 1e-9
