"""Searching the kept words: an index that is brought up to date when it is asked, and forgets what was dropped."""

from contextlib import closing

from alongside.desk.leafing import PAGE, Leaves, leaf
from alongside.desk.look import shelf
from alongside.store.door import open_desk
from alongside.store.shelf import letters, search
from alongside.store.shelf.connection import Connection, transaction


def find(words: str, page: int = 1, size: int = PAGE) -> Leaves:
    """Kept mails that hold all these words (each from its beginning), newest first; none for no words."""
    wanted = search.words_of(words)
    if not wanted:
        return Leaves([], 0, 1, size)
    with closing(open_desk()) as connection:
        if search.is_behind(connection):
            bring_index_up_to_date(connection)
    with shelf() as connection:
        if not search.can_match(connection):  # an erasure dropped the index in this very moment
            return find(words, page, size)
        found, count = search.matches(connection, wanted, size, size * (max(1, page) - 1))
        mails = letters.these(connection, found)
        spans = letters.spans(connection, found)
    return Leaves([leaf(one, spans.get(one.message, [])) for one in mails], count, max(1, page), size)


def bring_index_up_to_date(connection: Connection) -> None:
    """Index what was kept since, or everything anew where words were dropped or changed."""
    with transaction(connection):
        search.update(connection)
