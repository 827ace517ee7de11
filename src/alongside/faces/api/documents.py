"""What the API answers about clients and the day: the documents of the desk, with the names of --json."""

from typing import Literal

from pydantic import BaseModel, Field

from alongside.faces.api.schemas import Evidence, Owed, Page
from alongside.faces.api.words import Count, Day, Kind, Moment, Number


class Interval(BaseModel):
    """A value with its 80 % interval."""

    value: float
    low: float
    high: float


class Share(Interval):
    """So many of so many, and the share with its 80 % interval."""

    hits: Count
    of: Count


class Person(BaseModel):
    """One person of a client."""

    name: str
    addresses: list[str]


class Reading(Interval):
    """With or for, from 0 (for) to 100 (with): `evidence` signals, `chance_with` that with outweighs for."""

    label: str
    evidence: Count
    chance_with: float
    effective: float
    coverage: float | None
    words: Interval | None
    deeds: Interval | None
    says_with_acts_for: bool


class StandRate(Interval):
    """Of so many answered pushes, how many I stood up to."""

    stood: Count
    answered: Count


class FirstPush(BaseModel):
    """How the first push of a thread was met: the share conceded, of so many, after so many hours."""

    conceded: float | None
    answered: Count
    hours: float | None


class Moves(BaseModel):
    """What I answered to pushes, and what came of it."""

    pushes: Count
    answers: dict[str, int]
    outcomes: dict[str, int]
    stand_rate: StandRate | None
    first_push: FirstPush


class Power(BaseModel):
    """The chance to see a strong or a moderate change with the evidence at hand."""

    strong: float
    moderate: float


class Drift(BaseModel):
    """Before and after signing."""

    verdict: str
    weeks: int
    before: Interval
    after: Interval
    effective_before: float
    effective_after: float
    chance: float
    power: Power


class ReplyHours(BaseModel):
    """How one side answers, in business hours; null where the curve does not get there."""

    median: float | None
    p90: float | None
    within_day: float | None
    within_day_interval: list[float] | None
    answered: Count
    open: Count
    zone: str
    zone_assumed: bool
    zone_why: str


class Client(BaseModel):
    """What is known of one client; the same document as `alongside clients --json`."""

    key: str
    name: str
    domains: list[str]
    people: list[Person]
    why: str
    signed: Day | None = Field(description="The day of signing; 9999-12-31 for a prospect.")
    messages_in: Count
    messages_out: Count
    first: Moment | None
    last: Moment | None
    reading: Reading
    pressure: float = Field(description="Pushes per ten mails; of so many as `moves.pushes` and `messages_in` say.")
    pressure_interval: list[float]
    signals: dict[str, int]
    traits: dict[str, int]
    unheard: dict[str, int]
    moves: Moves
    drift: Drift | None
    reply_hours_client: ReplyHours
    reply_hours_me: ReplyHours


class Window(Interval):
    """Four weeks of a client."""

    start: Moment
    end: Moment
    marks: Count
    heard: Count
    effective: float


class Watch(BaseModel):
    """The weekly watch on pushes per ten messages."""

    rate_before: float
    rate_since: float
    alarm: Moment | None


class LedgerEntry(BaseModel):
    """Something given: by me where `mine`."""

    at: Moment
    mine: bool
    kind: Kind
    message: Number


class Ledger(BaseModel):
    """Give and take."""

    given: Count
    taken: Count
    balance: int
    entries: Page[LedgerEntry]


class Right(BaseModel):
    """An exception I granted, and in which mails of mine."""

    kind: Kind
    times: Count
    first: Moment
    last: Moment
    messages: list[int]


class Mirror(BaseModel):
    """Talk of working for somebody, mine beside theirs."""

    verdict: str
    mine: Share | None
    theirs: Share | None


class Lead(BaseModel):
    """Who moved first."""

    verdict: str
    weeks: Count


class OffHours(BaseModel):
    """Mail outside my hours in the last half year, and how often I answered it before they began."""

    theirs: Share
    mine: Share
    rewarded: Share
    teaches: bool


class AdviceEntry(BaseModel):
    """Something I recommended, and how the client's next mail met it: taken, declined, or open."""

    at: Moment
    message: Number
    quote: str
    outcome: Literal["taken", "declined", "open"]
    answer: Number | None


class Advised(BaseModel):
    """My advice of the last two years, newest first."""

    taken: Count
    declined: Count
    open: Count
    entries: Page[AdviceEntry]


class Goal(BaseModel):
    """What a client wants to reach, in its words; `asked` where I had asked before."""

    quote: str
    at: Moment
    message: Number
    asked: bool


class SharedKind(BaseModel):
    """A kind of push that a prospect and a client share, and how often each was heard to push so."""

    kind: Kind
    here: Count
    there: Count


class Alike(BaseModel):
    """The client one works for that a prospect pushes most like; `alike` from 0 to 1."""

    key: str
    name: str
    alike: float
    kinds: list[SharedKind]


class WholeClient(Client):
    """One client with its history, the mirror, and the signals behind it; as `alongside client NAME --json`."""

    windows: list[Window]
    watch: Watch | None
    off_hours: OffHours | None
    ledger: Ledger
    granted: list[Right]
    orders_met_with_a_question: Share | None
    boss_likeness: Share | None
    mirror: Mirror
    who_moved_first: Lead
    advice: Advised
    goal: Goal | None
    alike: Alike | None = Field(description="Of a prospect only.")
    because: Page[Evidence]


class Step(BaseModel):
    """The one thing to do, and what it rests on; `message` is 0 where that is a client's reading."""

    because: str
    client: str
    message: Count


class Today(BaseModel):
    """The one thing to do, what waits, what is owed, and how fresh all of it is."""

    as_of: Moment | None
    step: Step | None
    push: Evidence | None
    question: Owed | None
    client: Client | None
    waiting: Page[Evidence]
    i_owe: Page[Owed]
    they_owe: Page[Owed]
    troubles: Count
    unfinished: list[str]
