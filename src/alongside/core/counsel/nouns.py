"""What the person may do: offered with its evidence, never done by itself."""

from typing import Literal, NamedTuple

Because = Literal["push", "owed", "drift", "mirror"]


class Step(NamedTuple):
    """One thing to do, at most a quarter of an hour; `message` is the mail it rests on (0: the client's reading)."""

    because: Because
    client: str
    message: int
    number: int  # of the line among those it was chosen from
