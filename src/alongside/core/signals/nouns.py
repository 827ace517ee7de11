"""What a message says: the kinds of signal, and one signal with its words."""

from enum import StrEnum
from typing import NamedTuple


class Side(StrEnum):
    """Which way a kind of signal points."""

    PUSH = "push"  # asks the professional to carry the cost: points to working *for*
    PARTNER = "partner"  # a sign of working *with*
    OWN = "own"  # the professional's own move


class Stage(StrEnum):
    """Where the work stands when a message is written."""

    PROSPECT = "prospect"
    SIGNED = "signed"


class Kind(NamedTuple):
    """One kind of signal: its slug, side, weight in the reading, and its name on screen (behaviour, not people).

    `weight_prospect` is the weight before signing, where it differs.
    """

    slug: str
    side: Side
    weight: float
    label: str
    weight_prospect: float | None = None


KINDS: tuple[Kind, ...] = (
    Kind("rush_demand", Side.PUSH, 1.0, "asks for an early date"),
    Kind("discount_ask", Side.PUSH, 1.0, "asks for a lower price"),
    Kind("rival_quote", Side.PUSH, 1.0, "holds another offer against yours"),
    Kind("why_you", Side.PUSH, 1.0, "asks you to justify yourself", weight_prospect=0.5),
    Kind("scope_add", Side.PUSH, 1.0, "adds work as if included"),
    Kind("after_hours", Side.PUSH, 1.0, "expects attention outside hours"),
    Kind("ownership", Side.PUSH, 3.0, "claims authority over you"),
    Kind("payment_excuse", Side.PUSH, 1.5, "puts off money that is due"),
    Kind("disrespect", Side.PUSH, 2.5, "belittles you or your time"),
    Kind("order_list", Side.PUSH, 0.7, "dictates instead of asking"),
    Kind("never_pleased", Side.PUSH, 1.0, "moves the target after acceptance"),
    Kind("me_first", Side.PUSH, 1.0, "puts own standing before the result"),
    Kind("appreciation", Side.PARTNER, 0.7, "thanks you for something specific"),
    Kind("shared_goal", Side.PARTNER, 1.0, "speaks of a shared goal"),
    Kind("respects_advice", Side.PARTNER, 1.5, "asks for or follows your advice"),
    Kind("referral", Side.PARTNER, 2.0, "recommends you"),
    Kind("clarity", Side.PARTNER, 0.7, "gives a clear brief or answer"),
    Kind("patience", Side.PARTNER, 1.0, "gives you time"),
    Kind("keeps_agreement", Side.PARTNER, 1.5, "keeps to what was agreed"),
    Kind("fair_trade", Side.PARTNER, 1.5, "offers something in exchange"),
    Kind("reciprocity", Side.PARTNER, 1.0, "does something to help your work"),
    Kind("chooses_again", Side.PARTNER, 1.5, "chooses you again"),
    Kind("yields", Side.OWN, 0.0, "you gave in"),
    Kind("self_justifies", Side.OWN, 0.0, "you justified yourself"),
    Kind("holds", Side.OWN, 0.0, "you held your ground"),
    Kind("trades", Side.OWN, 0.0, "you offered a trade"),
    Kind("counter_questions", Side.OWN, 0.0, "you asked back"),
    Kind("states_need", Side.OWN, 0.0, "you said how you work and why"),
)
KIND: dict[str, Kind] = {kind.slug: kind for kind in KINDS}


class Signal(NamedTuple):
    """One thing a message says, with its words: `quote == text[start:end]` of the authored text.

    `confidence` is the probability that a careful reader would agree; `rule` names the rule or model that heard it.
    """

    kind: str
    quote: str
    start: int
    end: int
    confidence: float
    rule: str
