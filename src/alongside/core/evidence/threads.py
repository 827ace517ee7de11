"""Threads: which messages belong to one conversation, whatever order they were read in."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

SUBJECT_DAYS = 30  # a reply without References belongs to the same subject this many days around it


class Joined(NamedTuple):
    """`thread` of every node met; `merged` maps threads that turned out to be one to the one that stays."""

    thread: dict[int, int]
    merged: dict[int, int]


def join_threads(links: Iterable[tuple[int, ...]], known: Mapping[int, int]) -> Joined:
    """Join nodes that stand in one link (a message with its references), given the threads `known` so far.

    Which thread survives a merge is the smallest number, so the grouping does not depend on the order of reading.
    """
    root: dict[int, int] = {}

    def find(thread: int) -> int:
        top = thread
        while (up := root.get(top, top)) != top:
            top = up
        while thread != top:  # path compression keeps long chains cheap
            root[thread], thread = top, root.get(thread, top)
        return top

    thread_of: dict[int, int] = {}
    for link in links:
        tops = sorted({find(thread_of.setdefault(node, known.get(node, node))) for node in link})
        for other in tops[1:]:
            root[other] = tops[0]
    thread = {node: find(first) for node, first in thread_of.items()}
    merged = {old: find(old) for old in set(known.values()) if find(old) != old}
    return Joined(thread, merged)
