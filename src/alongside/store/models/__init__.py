"""Every table, so that Django finds them in one import."""

from alongside.store.models.conclusions import Exchange, Reading, Signal, Tally, Wait
from alongside.store.models.decisions import Decision
from alongside.store.models.evidence import Message, Node, Recipient, SeenFile, Source, Text, Trouble
from alongside.store.models.jobs import Job
from alongside.store.models.tokens import Token
from alongside.store.models.who import Address, Client, Workspace

__all__ = [
    "Address",
    "Client",
    "Decision",
    "Exchange",
    "Job",
    "Message",
    "Node",
    "Reading",
    "Recipient",
    "SeenFile",
    "Signal",
    "Source",
    "Tally",
    "Text",
    "Token",
    "Trouble",
    "Wait",
    "Workspace",
]
