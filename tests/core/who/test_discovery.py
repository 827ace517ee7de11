"""Who is a client, who is not, and why."""

from datetime import date

import pytest

from alongside.core.who.choices import fold_choices
from alongside.core.who.discovery import discover
from alongside.core.who.nouns import AddressFacts, Choices, Discovered, Taken

ME = ["mara@lindstudio.example"]
YEAR = 365 * 86_400


def facts(*rows: dict[str, object]) -> list[AddressFacts]:
    """Addresses from what a test wants to say of them; the domain is the address's own."""
    made = [AddressFacts(1, ME[0], "lindstudio.example", "Mara Lind", written=50)]
    for index, row in enumerate(rows, start=2):
        email = str(row["email"])
        base = {"domain": email.rpartition("@")[2], "name": "", "first": 0, "last": YEAR}
        made.append(AddressFacts(id=index, **{**base, **row}))  # type: ignore[arg-type]  # shown as a test writes it
    return made


def found(*rows: dict[str, object], choices: Choices | None = None) -> Discovered:
    return discover(facts(*rows), ME, choices or Choices())


def names(discovered: Discovered) -> list[str]:
    return [client.name for client in discovered.clients]


def test_a_firm_i_write_with_is_a_client_with_all_its_people() -> None:
    birch = found(
        {"email": "ann@birch.example", "name": "Ann Birch", "written": 9, "answered": 4},
        {"email": "tom@birch.example", "name": "Tom Birch", "written": 3, "answered": 0},
    )

    (client,) = birch.clients
    assert (client.name, client.domains) == ("Birch", ("birch.example",))
    assert [person.name for person in client.people] == ["Ann Birch", "Tom Birch"]
    assert client.why == "12 from them, 4 from you"


def test_two_people_at_a_free_provider_are_two_clients() -> None:
    pair = found(
        {"email": "pia.sol@gmail.com", "name": "Pia Sol", "written": 5, "answered": 5},
        {"email": "otto.ray@gmail.com", "name": "Otto Ray", "written": 5, "answered": 5},
    )

    assert sorted(names(pair)) == ["Otto Ray", "Pia Sol"]
    assert all(client.domains == () for client in pair.clients)


@pytest.mark.parametrize(
    ("row", "taken"),
    [
        ({"email": "jo@lindstudio.example", "written": 9, "answered": 9}, Taken.COLLEAGUE),
        ({"email": "news@paper.example", "written": 9, "answered": 0}, Taken.MACHINE),
        ({"email": "editor@paper.example", "written": 9, "bulk": 9}, Taken.NEWSLETTER),
        ({"email": "hosting@cloud.example", "written": 6, "bills": 5, "answered": 1}, Taken.SUPPLIER),
        ({"email": "hello@stranger.example", "written": 1, "answered": 0}, Taken.ONE_WAY),
        ({"email": "lead@silent.example", "written": 0, "received": 3, "answered": 3}, Taken.ONE_WAY),
        ({"email": "ida@gmail.com", "name": "Ida Lind", "written": 30, "answered": 30}, Taken.PRIVATE),
    ],
)
def test_who_is_no_client_is_set_apart_with_the_reason(row: dict[str, object], taken: Taken) -> None:
    discovered = found(row)

    assert discovered.clients == ()
    assert discovered.taken[2].taken is taken
    assert discovered.taken[2].why


def test_plus_tags_and_dots_are_one_person() -> None:
    (client,) = found(
        {"email": "pia.sol@gmail.com", "name": "Pia Sol", "written": 5, "answered": 5},
        {"email": "piasol+work@gmail.com", "name": "", "written": 2, "answered": 0},
    ).clients

    assert len(client.people) == 1
    assert set(client.people[0].addresses) == {"pia.sol@gmail.com", "piasol+work@gmail.com"}


def test_a_firm_that_changed_its_domain_stays_one_client() -> None:
    (client,) = found(
        {"email": "ann@birch.example", "name": "Ann Birch", "written": 9, "answered": 9, "last": YEAR},
        {"email": "ann@birch-partners.example", "name": "Ann Birch", "written": 9, "answered": 9, "first": YEAR},
    ).clients

    assert client.domains == ("birch-partners.example", "birch.example")
    assert "became" in client.why


def test_a_private_address_of_a_firms_person_belongs_to_the_firm() -> None:
    (client,) = found(
        {"email": "ann@birch.example", "name": "Ann Birch", "written": 9, "answered": 9},
        {"email": "ann.birch77@gmail.com", "name": "Birch, Ann", "written": 2, "answered": 1},
    ).clients

    assert client.domains == ("birch.example",)
    assert len(client.people) == 1


def test_people_in_chats_are_clients_by_themselves_and_no_firm() -> None:
    pair = found(
        {"email": "anna-berg@chat.invalid", "name": "Anna Berg", "written": 5, "answered": 5},
        {"email": "news@chat.invalid", "name": "News", "written": 5, "answered": 5},
        {"email": "ida-lind@chat.invalid", "name": "Ida Lind", "written": 5, "answered": 5},  # of my family's name
    )

    assert sorted(names(pair)) == ["Anna Berg", "Ida Lind", "News"]
    assert all(client.domains == () for client in pair.clients)


def test_my_name_in_a_chat_makes_no_colleagues() -> None:
    rows = facts({"email": "mara@chat.invalid"}, {"email": "anna@chat.invalid", "written": 5, "answered": 5})
    discovered = discover(rows, [*ME, "mara@chat.invalid"], Choices())

    assert [discovered.taken[row].taken for row in (2, 3)] == [Taken.ME, Taken.CLIENT]


def test_a_full_name_in_a_chat_is_the_person_of_that_name_if_there_is_only_one() -> None:
    ann = {"email": "ann@birch.example", "name": "Ann Birch", "written": 9, "answered": 9}
    chat = {"email": "ann-birch@chat.invalid", "name": "Ann Birch", "written": 5, "answered": 5}
    namesake = {"email": "a.birch@acme.example", "name": "Ann Birch", "written": 9, "answered": 9}

    assert [client.key for client in found(chat, ann).clients] == ["birch.example"]
    assert {client.key for client in found(chat, ann, namesake).clients} == {
        "birch.example",
        "acme.example",
        "person:ann-birch@chat.invalid",
    }


def test_a_chat_older_than_the_mail_leaves_a_person_her_key() -> None:
    (client,) = found(
        {"email": "pia-sol@chat.invalid", "name": "Pia Sol", "written": 5, "answered": 5, "first": 0},
        {"email": "pia.sol@gmail.com", "name": "Pia Sol", "written": 5, "answered": 5, "first": YEAR},
    ).clients

    assert client.key == "person:piasol@gmail.com"


def test_namesakes_in_two_firms_at_the_same_time_are_two_clients() -> None:
    pair = found(
        {"email": "j.smith@acme.example", "name": "John Smith", "written": 9, "answered": 9},
        {"email": "john@birch.example", "name": "John Smith", "written": 9, "answered": 9},
    )

    assert sorted(names(pair)) == ["Acme", "Birch"]


def test_two_clients_never_share_a_name() -> None:
    pair = found(
        {"email": "a@birch.example", "written": 9, "answered": 9},
        {"email": "b@birch.test", "written": 9, "answered": 9},
    )

    assert sorted(names(pair)) == ["Birch (birch.example)", "Birch (birch.test)"]


ANN = {"email": "ann@birch.example", "name": "Ann Birch", "written": 9, "answered": 9}
RUDI = {"email": "rudi@acme.example", "name": "Rudi Acme", "written": 9, "answered": 9}


def decided(*decisions: tuple[str, dict[str, object]]) -> Choices:
    return fold_choices(decisions)


def test_merged_clients_are_one_and_stay_one() -> None:
    choices = decided(("merge", {"key": "acme.example", "into": "birch.example"}))

    (client,) = found(ANN, RUDI, choices=choices).clients
    assert client.key == "birch.example"
    assert client.domains == ("acme.example", "birch.example")


def test_merging_back_and_forth_ends_with_the_last_word() -> None:
    choices = decided(
        ("merge", {"key": "acme.example", "into": "birch.example"}),
        ("merge", {"key": "birch.example", "into": "acme.example"}),
    )

    assert [client.key for client in found(ANN, RUDI, choices=choices).clients] == ["acme.example"]


def test_a_split_address_is_a_client_of_its_own() -> None:
    tom = {"email": "tom@birch.example", "name": "Tom Birch", "written": 3, "answered": 3}
    choices = decided(("split", {"parts": ["tom@birch.example"], "key": "split:tom@birch.example"}))

    clients = found(ANN, tom, choices=choices).clients
    assert {client.key for client in clients} == {"birch.example", "split:tom@birch.example"}


def test_an_address_put_to_a_client_stays_there_whatever_its_name_says() -> None:
    chat = {"email": "rudi-acme@chat.invalid", "name": "Rudi Acme", "written": 5, "answered": 5}
    choices = decided(("move", {"parts": ["rudi-acme@chat.invalid"], "key": "birch.example"}))

    clients = {client.key: client for client in found(ANN, RUDI, chat, choices=choices).clients}
    assert [person.name for person in clients["birch.example"].people] == ["Ann Birch", "Rudi Acme"]
    assert [person.addresses for person in clients["acme.example"].people] == [("rudi@acme.example",)]


def test_names_signings_and_ignoring_are_kept() -> None:
    choices = decided(
        ("rename", {"key": "birch.example", "name": "Birch & Daughters"}),
        ("sign", {"key": "birch.example", "date": "2026-03-01"}),
        ("ignore", {"key": "acme.example"}),
    )

    birch, acme = found(ANN, RUDI, choices=choices).clients
    assert (birch.name, birch.signed) == ("Birch & Daughters", date(2026, 3, 1))
    assert acme.ignored
