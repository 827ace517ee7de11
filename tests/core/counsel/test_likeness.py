"""Whom a prospect pushes like: the nearest client is told, and only where one works for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.counsel.likeness import ALIKE, Known, look_alike
from alongside.core.signals.nouns import KINDS

TYRANT = Known("tyrant", "for", {"ownership": 8, "rush_demand": 12, "after_hours": 9, "patience": 1})
PARTNER = Known("partner", "with", {"rush_demand": 5, "shared_goal": 40})
NEW = Known("new", "too little to say", {"ownership": 2, "rush_demand": 3})
COUNTS = st.dictionaries(st.sampled_from([kind.slug for kind in KINDS]), st.integers(0, 30))


@pytest.mark.practice(44)
def test_a_prospect_like_a_client_one_works_for_is_told_with_what_they_share() -> None:
    found = look_alike({"ownership": 2, "rush_demand": 2, "clarity": 3}, [TYRANT, PARTNER, NEW])
    assert found is not None
    assert (found.key, found.kinds) == ("tyrant", ("ownership", "rush_demand"))
    assert ALIKE <= found.cosine <= 1


def test_a_prospect_nearer_to_a_partner_is_no_warning() -> None:
    assert look_alike({"rush_demand": 3, "why_you": 1}, [TYRANT, PARTNER]) is None


@pytest.mark.parametrize("signals", [{}, {"ownership": 1}, {"ownership": 5}, {"shared_goal": 9, "patience": 9}])
def test_too_few_pushes_are_like_nobody_yet(signals: dict[str, int]) -> None:
    assert look_alike(signals, [TYRANT, PARTNER]) is None


def test_nobody_is_like_a_client_of_whom_little_is_known() -> None:
    assert look_alike({"ownership": 2, "rush_demand": 3}, [NEW, Known("quiet", "for", {"ownership": 1})]) is None


@given(COUNTS, st.lists(st.builds(Known, st.text(max_size=3), st.sampled_from(["for", "with", "not settled"]), COUNTS)))
def test_who_is_told_is_one_of_them_and_worked_for(prospect: dict[str, int], clients: list[Known]) -> None:
    found = look_alike(prospect, clients)
    if found:
        assert found.cosine <= 1 + 1e-9
        assert any(one.key == found.key and one.label == "for" for one in clients)
        assert all(prospect[kind] for kind in found.kinds)
