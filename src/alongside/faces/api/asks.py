"""What the API takes: pages, filters, and the bodies of the verbs."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StrictBool, StringConstraints

from alongside.desk.schedules import ME
from alongside.faces.api.words import (
    LARGEST,
    Kind,
    Line,
    Name,
    Number,
    PushKind,
    Said,
    SideWord,
    TheirKind,
    WrittenDay,
    WrittenMoment,
)

Clock = Annotated[str, StringConstraints(pattern=r"^$|^\d\d:\d\d$")]


class Leaf(BaseModel):
    """Which page of a list, and how many lines a page has."""

    page: int = Field(1, ge=1, le=1_000_000)
    limit: int = Field(50, ge=1, le=200)


class MailFilter(BaseModel):
    """Which mails of a client: by kind or side of their signals, who wrote them, by day (UTC), or these very ones."""

    kind: list[Kind] = Field([], max_length=40)
    side: SideWord | None = None
    who: Literal["me", "them"] | None = None
    since: WrittenDay | None = Field(None, description="From this day on.")
    until: WrittenDay | None = Field(None, description="Before this day.")
    m: list[Number] = Field([], max_length=500, description="Only these mails, by number.")
    waits: Literal["me", "them", "open me", "open them", "owed me", "owed them"] | None = Field(
        None, description="Only those that began a wait: for my answer or theirs, still open, or owed (asked of late)."
    )
    met: list[Literal["yields", "trades", "holds", "counter_questions", "answered"]] = Field(
        [], max_length=5, description="Only those whose push I met so."
    )
    outside: Literal["theirs", "mine", "rewarded"] | None = Field(
        None, description="Only those of the last half year outside my hours; `rewarded`: answered before they began."
    )


class PushFilter(BaseModel):
    """Which pushes."""

    client: Line = Field("", description="Only this client's, by key or name.")
    kind: PushKind | None = None
    waiting: bool = Field(default=False, description="Only those that nobody answered.")


class OwedFilter(BaseModel):
    """Which open questions."""

    days: int = Field(90, ge=0, le=36_500, description="Only what was asked in so many days; 0 for all.")


class RhythmFilter(BaseModel):
    """Whose replies, and on which clock."""

    me: list[Line] = Field([], max_length=50, description="Whose replies; without it, the addresses taken for mine.")
    clock: Literal["calendar", "business"] = "business"


class Words(BaseModel):
    """What to look for."""

    q: str = Field(max_length=300, pattern=r"^[^\x00]*$", description="Every word must be there, from its beginning.")


class Reads(BaseModel):
    """What to read; a chat also needs its zone and who I am in it. Paths are on the machine that Alongside runs on."""

    paths: list[Annotated[str, StringConstraints(min_length=1, max_length=4_000, pattern=r"^[^\x00]+$")]] = Field(
        min_length=1, max_length=100
    )
    me: list[Name] = Field([], max_length=50, description="Addresses of mine, or my names in a chat.")
    zone: Line = ""
    client: Line = ""
    day_first: StrictBool | None = None


class Renames(BaseModel):
    """The new name."""

    name: Name


class Merges(BaseModel):
    """The client that stays."""

    into: Name


class Splits(BaseModel):
    """Addresses or domains that are another client."""

    parts: list[Name] = Field(min_length=1, max_length=100)


class Signs(BaseModel):
    """The day an agreement was signed."""

    day: WrittenDay


class Misses(BaseModel):
    """Words of one kept mail exactly as they stand, and what they carry.

    `client` or `message` say which mail is meant where several hold them.
    """

    kind: Kind
    quote: Said
    client: Line = ""
    message: int = Field(0, strict=True, ge=0, le=LARGEST)


class Notes(BaseModel):
    """A push from a call or a chat, in the client's words; said now where `at` is left out."""

    client: Name
    kind: TheirKind
    quote: Said
    at: WrittenMoment | None = None


class Clues(BaseModel):
    """What a push revealed."""

    text: Said


class Works(BaseModel):
    """Work hours of `me` or a client from a day on; what is left out stays as the mail suggests it. Monday is 0."""

    whose: Name = ME
    weekdays: list[Annotated[int, Field(strict=True, ge=0, le=6)]] = Field([], max_length=7)
    opens: Clock = ""
    closes: Clock = ""
    zone: Line = ""
    country: Annotated[str, StringConstraints(pattern=r"^([A-Za-z]{2})?$")] = ""
    region: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{0,10}$")] = ""
    since: WrittenDay | None = None


class Letter(BaseModel):
    """One message as it was sent: headers, an empty line, the words. Nothing of it is kept."""

    message: str = Field(min_length=1)
    me: list[Line] = Field([], max_length=50, description="Addresses of mine; without them, a guess.")
