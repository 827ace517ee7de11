"""Which messages belong to one conversation."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from alongside.core.evidence.threads import join_threads

QUESTION, ANSWER, THANKS, ELSEWHERE = 30, 10, 20, 40


def test_an_answer_belongs_to_its_question() -> None:
    joined = join_threads([(QUESTION,), (ANSWER, QUESTION), (ELSEWHERE,)], {})

    assert joined.thread[QUESTION] == joined.thread[ANSWER]
    assert joined.thread[ELSEWHERE] != joined.thread[ANSWER]


def test_a_late_message_joins_two_threads_that_were_stored_apart() -> None:
    joined = join_threads([(THANKS, QUESTION, ANSWER)], {QUESTION: 30, ANSWER: 10})

    assert joined.merged == {30: 10}
    assert joined.thread[THANKS] == 10


def test_the_grouping_does_not_depend_on_the_order_of_reading() -> None:
    links = [(1, 2), (3, 2), (5, 6), (6, 3), (9,)]
    groupings = set()
    for order in itertools.permutations(links):
        known: dict[int, int] = {}
        for link in order:
            joined = join_threads([link], {node: known[node] for node in link if node in known})
            known = {node: joined.merged.get(thread, thread) for node, thread in known.items()} | joined.thread
        groups: dict[int, set[int]] = {}
        for node, thread in known.items():
            groups.setdefault(thread, set()).add(node)
        groupings.add(frozenset(frozenset(group) for group in groups.values()))

    assert groupings == {frozenset({frozenset({1, 2, 3, 5, 6}), frozenset({9})})}


@given(st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=5).map(tuple), max_size=30))
def test_nodes_of_one_link_always_share_a_thread(links: list[tuple[int, ...]]) -> None:
    joined = join_threads(links, {})

    assert all(len({joined.thread[node] for node in link}) == 1 for link in links)
