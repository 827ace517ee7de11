"""Drawing: after new mail or a decision, who is who, what is heard, and what it amounts to."""

from collections.abc import Callable, Collection

from alongside.desk.concluding import conclude, time_replies
from alongside.desk.knowing import know
from alongside.desk.listening import listen
from alongside.store.shelf import who
from alongside.store.shelf.connection import Connection, tidy
from alongside.store.shelf.workspace import new_drawing


def draw(
    connection: Connection,
    tell: Callable[[int, int], None],
    keys: Collection[str] = (),
    drawing: int = 0,
    *,
    everything: bool = False,
) -> None:
    """Bring every conclusion up to date, those about the clients of these keys from all their mail, or `everything`
    from all mail; `tell` is told (messages heard, of how many). `drawing` is its number, where a decision began it.

    Where something else was to be drawn, or was being drawn, all is.
    """
    drawing = drawing or new_drawing()
    anew, alone = know(connection, drawing)
    everything = everything or not alone
    anew |= {row for key, (row, _) in who.clients(connection).items() if key in keys}
    hearing = listen(connection, everything=everything)
    ground = time_replies(connection, anew, everything=everything)  # while the workers hear
    for done, total in hearing:
        tell(done, total)
    conclude(connection, drawing, ground, anew, everything=everything)
    tidy(connection)
