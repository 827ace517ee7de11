"""Prospects: whom one pushes like, among the clients there are."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from alongside.core.counsel.likeness import Known, look_alike
from alongside.core.who.nouns import NOT_YET
from alongside.desk import look


class Alike(NamedTuple):
    """The document of the client a prospect pushes like, how alike (0 to 1), and how often each of both did by kind."""

    client: dict[str, Any]
    cosine: float
    kinds: list[tuple[str, int, int]]

    @property
    def told(self) -> dict[str, Any]:
        """As programs are told."""
        kinds = [{"kind": kind, "here": here, "there": there} for kind, here, there in self.kinds]
        return {"key": self.client["key"], "name": self.client["name"], "alike": round(self.cosine, 3), "kinds": kinds}


def alike(document: Mapping[str, Any]) -> Alike | None:
    """The client worked *for* that this prospect pushes most like; None for a client, and where nobody is near."""
    if document["signed"] != NOT_YET.isoformat():
        return None
    others = {one["key"]: one for one in look.portfolio() if one["key"] != document["key"]}
    known = [Known(key, one["reading"]["label"], one["signals"]) for key, one in others.items()]
    found = look_alike(document["signals"], known)
    if found is None:
        return None
    theirs = others[found.key]
    kinds = [(kind, document["signals"][kind], theirs["signals"][kind]) for kind in found.kinds]
    return Alike(theirs, found.cosine, kinds)
