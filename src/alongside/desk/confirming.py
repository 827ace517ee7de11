"""Confirming: which addresses the person says are hers."""

import time
from collections.abc import Collection

from alongside.core.who.choices import fold_choices
from alongside.core.who.domains import domain_of
from alongside.store.shelf import who
from alongside.store.shelf.connection import Connection, transaction
from alongside.store.shelf.workspace import save_engine


def confirm_me(connection: Connection, addresses: Collection[str]) -> bool:
    """Keep that these addresses are mine; whether that is news."""
    wanted = {address.strip().lower() for address in addresses}
    known = fold_choices(who.decisions(connection)).me
    if wanted <= known:
        return False
    with transaction(connection):
        for email in wanted:
            who.note_address(connection, email, domain_of(email))
        who.save_decision(connection, int(time.time()), "me", {"addresses": sorted(wanted)})
        save_engine(connection, 0)
    return True
