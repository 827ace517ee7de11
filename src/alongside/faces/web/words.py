"""The words of the core in the person's language: kinds, labels, verdicts. Behaviour, never people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Any] = {
    "rush_demand": _("asks for an early date"),
    "discount_ask": _("asks for a lower price"),
    "rival_quote": _("holds another offer against yours"),
    "why_you": _("asks you to justify yourself"),
    "scope_add": _("adds work as if included"),
    "after_hours": _("expects attention outside hours"),
    "ownership": _("claims authority over you"),
    "payment_excuse": _("puts off money that is due"),
    "disrespect": _("belittles you or your time"),
    "order_list": _("dictates instead of asking"),
    "never_pleased": _("moves the target after acceptance"),
    "me_first": _("puts own standing before the result"),
    "appreciation": _("thanks you for something specific"),
    "shared_goal": _("speaks of a shared goal"),
    "respects_advice": _("asks for or follows your advice"),
    "referral": _("recommends you"),
    "clarity": _("gives a clear brief or answer"),
    "patience": _("gives you time"),
    "keeps_agreement": _("keeps to what was agreed"),
    "fair_trade": _("offers something in exchange"),
    "reciprocity": _("does something to help your work"),
    "chooses_again": _("chooses you again"),
    "yields": _("you gave in"),
    "self_justifies": _("you justified yourself"),
    "holds": _("you held your ground"),
    "trades": _("you offered a trade"),
    "counter_questions": _("you asked back"),
    "states_need": _("you said how you work and why"),
}
LABELS: dict[str, Any] = {
    "with": _("with"),
    "leaning with": _("leaning with"),
    "not settled": _("not settled"),
    "leaning for": _("leaning for"),
    "for": _("for"),
    "too little to say": _("too little to say"),
}
TRENDS: dict[str, Any] = {"rising": _("rising"), "falling": _("falling"), "steady": _("steady")}
VERDICTS: dict[str, Any] = {
    "cooled": _("more pushes, fewer partner signs"),
    "no change seen": _("no change seen"),
    "cannot tell yet": _("cannot tell yet"),
    "neither": _("neither side moved first"),
    "too little to say": _("too little to say"),
}
ANSWERS: dict[str, Any] = {  # the most telling move of an answer names it
    "trades": _("you offered a trade"),
    "yields": _("you gave in"),
    "holds": _("you held your ground"),
    "counter_questions": _("you asked back"),
}
OUTCOMES: dict[str, Any] = {"taken": _("taken"), "declined": _("declined"), "open": _("no word on it")}
STATES: dict[str, Any] = {
    "queued": _("waiting for the worker"),
    "running": _("running"),
    "done": _("done"),
    "failed": _("failed"),
    "stopped": _("stopped"),
}
JOBS: dict[str, Any] = {
    "read": _("Reading mail"),
    "rebuild": _("Drawing everything anew"),
    "demo": _("Writing and reading the demo year"),
    "forget_demo": _("Removing the demo year"),
}
DECISIONS: dict[str, Any] = {
    "me": _("an address is yours"),
    "merge": _("two clients are one"),
    "split": _("split off as another client"),
    "move": _("moved to a client"),
    "rename": _("renamed"),
    "ignore": _("not a client"),
    "unignore": _("a client after all"),
    "sign": _("signed"),
    "unsign": _("signing date taken back"),
    "hours": _("work hours"),
}


def answer_word(moves: str) -> Any:  # noqa: ANN401 - a lazy translation
    """How a push was answered, from the moves of the answer; empty while it waits."""
    told = moves.split()
    return next((word for move, word in ANSWERS.items() if move in told), _("answered") if told else "")
