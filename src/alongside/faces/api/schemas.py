"""What the API answers about mail, waits, sources and jobs, and the page and the refusal that all answers share."""

from typing import Generic, TypeVar

from pydantic import BaseModel, Field

from alongside.faces.api.words import Count, Kind, Moment, Number

T = TypeVar("T")


class Refusal(BaseModel):
    """Why it was not done, in a sentence; where a request does not fit, also which part of it."""

    sorry: str
    wrong: list["Misfit"] = []


class Misfit(BaseModel):
    """One part of a request that does not fit."""

    where: str
    why: str


class Page(BaseModel, Generic[T]):
    """One page of a list, and how many there are in all."""

    items: list[T]
    found: Count
    page: int = Field(ge=1)
    pages: int = Field(ge=1)


# ---------------------------------------------------------------- signals and mails


class Evidence(BaseModel):
    """One signal in its mail: the quote, how it was answered, what came of it, and what it asks for."""

    signal: Number
    client: str
    kind: Kind
    at: Moment
    quote: str
    subject: str
    sender: str
    message_id: str
    path: str
    place: str
    confidence: float
    answer: str
    outcome: str
    clue: str
    asked: dict[str, bool | int | float | str]
    message: Number
    client_row: Number


class Span(BaseModel):
    """A signal in a mail: where its words stand in the text, and how sure it is."""

    signal: Number
    kind: Kind
    start: Count
    end: Count
    confidence: float


class Mail(BaseModel):
    """One kept mail; in a list, `text` is the beginning of its words."""

    message: Number
    client: str
    client_key: str
    at: Moment
    from_me: bool
    email: str
    sender: str
    subject: str
    text: str
    signals: list[Span]


class Thread(BaseModel):
    """One mail in its thread, oldest first; how many more stand before and after what is shown."""

    message: Number
    thread: list[Mail]
    before: Count
    after: Count


class HeardSignal(BaseModel):
    """A signal in a message that was handed in; offsets are into its text."""

    kind: Kind
    quote: str
    start: Count
    end: Count
    confidence: float
    asked: dict[str, bool | int | float | str] = {}


class Heard(BaseModel):
    """What a message says: the words its sender wrote, and the signals in them."""

    message_id: str
    from_me: bool
    text: str
    signals: list[HeardSignal]


# ---------------------------------------------------------------- waits


class Owed(BaseModel):
    """An open question, with its age in the business hours of who owes the answer."""

    client: str
    subject: str
    since: Moment
    business_hours: float
    message: Number
    client_row: Number


class Owes(BaseModel):
    """Open questions on both sides, oldest first."""

    by_me: Page[Owed]
    by_clients: Page[Owed]


class ReplyTimes(BaseModel):
    """How one side answers: so many answered pairs, and open questions, which count as at least as old as they are."""

    pairs: Count
    median_hours: float | None
    p90_hours: float | None
    open: Count


class BothSides(BaseModel):
    """My reply times and theirs."""

    mine: ReplyTimes
    theirs: ReplyTimes


class Counterpart(BothSides):
    """Somebody I exchange mail with."""

    name: str
    addresses: list[str]


class Rhythm(BaseModel):
    """Reply times of both sides, per counterpart and in total."""

    me: list[str]
    clock: str
    counterparts: Page[Counterpart]
    total: BothSides


# ---------------------------------------------------------------- sources and jobs


class SetApart(BaseModel):
    """An address that is no client's, and why."""

    address: str
    taken_for: str
    why: str
    messages: Count


class Source(BaseModel):
    """Where mail was read."""

    path: str
    kind: str
    messages: Count
    finished: bool


class Trouble(BaseModel):
    """What could not be read."""

    file: str
    offset: Count
    reason: str


class Sources(BaseModel):
    """What is known and how far it was read; as `alongside doctor --json`."""

    database: str
    size: Count
    messages: Count
    kept: Count
    clients: Count
    last_mail: Moment | None
    me: list[list[str]]
    sources: Page[Source]
    trouble: Page[Trouble]
    wrong: list[str]


class Job(BaseModel):
    """Long work as it stands; `progress` holds its counts, `error` is a sentence where it failed."""

    number: Number
    kind: str
    state: str
    what: dict[str, bool | str | list[str]]
    asked: Moment
    ended: Moment | None
    progress: dict[str, bool | int | float | str | list[Trouble]]
    error: str


class Asked(BaseModel):
    """The number of the job that was asked for: GET /api/jobs/{number} says how far it is."""

    job: Number


# ---------------------------------------------------------------- what was decided


class Decided(BaseModel):
    """A decision that was kept: its number undoes it, `client` is whom it is about now."""

    decision: Number
    client: str


class Undone(BaseModel):
    """The decision that was taken back."""

    undone: Number


class Noted(BaseModel):
    """The signal that something was said about."""

    client: str
    kind: Kind
    quote: str


class Corrected(Noted):
    """What a correction did, and from which chance on its kind is heard elsewhere, before and now."""

    before: float
    after: float
