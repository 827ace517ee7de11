"""Clients: all of them, one with what is behind it, its mails, and what the person decides about it."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from alongside.desk import decide, leafing, look
from alongside.desk.charting import history_of
from alongside.desk.prospects import alike
from alongside.desk.showing import because_of, client_of
from alongside.faces.api.answers import answers, leaves_of, page, page_of, skipped
from alongside.faces.api.asks import Leaf, MailFilter, Merges, Renames, Signs, Splits
from alongside.faces.api.documents import Client, WholeClient
from alongside.faces.api.schemas import Decided, Mail, Page
from alongside.faces.api.words import ClientKey

router = Router(tags=["clients"])


@router.get("/clients", response=answers(Page[Client]), summary="Every client, the one with most mail first")
def clients(request: HttpRequest, at: Query[Leaf]) -> dict[str, Any]:
    """As `alongside clients --json`."""
    return page_of([client_of(one) for one in look.portfolio()], at)


@router.get("/clients/{path:key}/mails", response=answers(Page[Mail]), summary="The mails of a client, newest first")
def client_mails(request: HttpRequest, key: ClientKey, wanted: Query[MailFilter], at: Query[Leaf]) -> Any:  # noqa: ANN401
    """The mails behind a number, with the beginning of their words."""
    row = look.one_client(key)["row"]
    told = wanted.model_dump(exclude_none=True)
    filters = leafing.wanted_of(row, kinds=told.pop("kind"), messages=told.pop("m"), **told)
    return leaves_of(leafing.mails(filters, at.page, at.limit), at)


@router.post("/clients/{path:key}/rename", response=answers(Decided), summary="Call a client by another name")
def rename(request: HttpRequest, key: ClientKey, told: Renames) -> dict[str, Any]:
    """As `alongside client rename`."""
    one = look.one_client(key)
    decide.rename(key, told.name)
    return _decided(one["key"])


@router.post("/clients/{path:key}/merge", response=answers(Decided), summary="Two clients are one")
def merge(request: HttpRequest, key: ClientKey, told: Merges) -> dict[str, Any]:
    """As `alongside client merge`; the client of the body stays."""
    stays = look.one_client(told.into)
    decide.merge(key, told.into)
    return _decided(stays["key"])


@router.post("/clients/{path:key}/split", response=answers(Decided), summary="A part of a client is another client")
def split(request: HttpRequest, key: ClientKey, told: Splits) -> dict[str, Any]:
    """As `alongside client split`; the answer names the new client."""
    return _decided(decide.split(key, told.parts))


@router.post("/clients/{path:key}/ignore", response=answers(Decided), summary="Not a client")
def ignore(request: HttpRequest, key: ClientKey) -> dict[str, Any]:
    """As `alongside client ignore`: its words are forgotten until that is undone."""
    one = look.one_client(key)
    decide.ignore(key)
    return _decided(one["key"])


@router.post("/clients/{path:key}/unignore", response=answers(Decided), summary="A client after all")
def unignore(request: HttpRequest, key: ClientKey) -> dict[str, Any]:
    """As `alongside client unignore`: its words are read again from where the mail lies."""
    decide.unignore(key)
    return _decided(key)


@router.post("/clients/{path:key}/sign", response=answers(Decided), summary="An agreement was signed")
def sign(request: HttpRequest, key: ClientKey, told: Signs) -> dict[str, Any]:
    """As `alongside client sign`: what came before that day was a prospect's mail."""
    one = look.one_client(key)
    decide.sign(key, told.day)
    return _decided(one["key"])


@router.post("/clients/{path:key}/prospect", response=answers(Decided), summary="Nothing is signed yet")
def prospect(request: HttpRequest, key: ClientKey) -> dict[str, Any]:
    """All of its mail is a prospect's."""
    one = look.one_client(key)
    decide.call_prospect(key)
    return _decided(one["key"])


@router.post("/clients/{path:key}/unsign", response=answers(Decided), summary="Take a signing date back")
def unsign(request: HttpRequest, key: ClientKey) -> dict[str, Any]:
    """As `alongside client unsign`."""
    one = look.one_client(key)
    decide.sign(key, None)
    return _decided(one["key"])


# Last, because a key may hold a slash: `x/mails` is the mails of x before it is a client.
@router.get("/clients/{path:key}", response=answers(WholeClient), summary="One client, and what is behind its reading")
def client(request: HttpRequest, key: ClientKey, at: Query[Leaf]) -> dict[str, Any]:
    """As `alongside client NAME --json`; the page is that of `because`, of the ledger and of my advice."""
    one = look.one_client(key)
    history = history_of(one)
    for name in ("ledger", "advice"):
        history[name] = {**history[name], "entries": page_of(history[name]["entries"], at)}
    because = look.evidence(one["key"], most=at.limit, skip=skipped(at), asked=True)
    found = page([because_of(line) for line in because], look.count_evidence(one["key"]), at)
    like = alike(one)
    return client_of(one) | history | {"alike": like.told if like else None, "because": found}


def _decided(key: str) -> dict[str, Any]:
    return {"decision": decide.newest_decision(), "client": key}
