"""Drawing: after new mail or a decision, who is who, what is heard, and what it amounts to."""

from collections.abc import Callable, Collection

from alongside.core.engine import ENGINE
from alongside.desk.concluding import conclude, time_replies
from alongside.desk.knowing import know
from alongside.desk.listening import listen
from alongside.store.shelf import who
from alongside.store.shelf.connection import Connection, tidy
from alongside.store.shelf.workspace import engine


def draw(connection: Connection, tell: Callable[[int, int], None], keys: Collection[str] = ()) -> None:
    """Bring every conclusion up to date, those about the clients of these keys from all their mail; `tell` is told
    (messages heard, of how many).
    """
    everything = engine(connection) != ENGINE
    anew = know(connection)
    anew |= {row for key, (row, _) in who.clients(connection).items() if key in keys}
    hearing = listen(connection, everything=everything)
    ground = time_replies(connection, anew, everything=everything)  # while the workers hear
    for done, total in hearing:
        tell(done, total)
    conclude(connection, ground, anew, everything=everything)
    tidy(connection)
