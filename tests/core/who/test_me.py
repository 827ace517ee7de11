"""Which addresses are mine."""

from alongside.core.who.me import guess_me, settle_me
from alongside.core.who.nouns import AddressFacts


def address(index: int, email: str, name: str = "", **counts: int) -> AddressFacts:
    return AddressFacts(index, email, email.rpartition("@")[2], name, **counts)


MARA = address(1, "mara@lindstudio.example", "Mara Lind", written=40, filed_sent=40, received=60, delivered=60)
ANN = address(2, "ann@birch.example", "Ann Birch", written=30, received=20)


def test_who_fills_the_sent_folder_is_me() -> None:
    assert guess_me([MARA, ANN]) == {"mara@lindstudio.example": "wrote 40 of the 40 messages in Sent"}


def test_a_second_identity_in_sent_is_me_too_and_a_stray_is_not() -> None:
    second = address(3, "mara@old.example", "Mara", written=9, filed_sent=9)
    stray = address(4, "list@group.example", "Group", written=1, filed_sent=1)

    assert set(guess_me([MARA, ANN, second, stray])) == {"mara@lindstudio.example", "mara@old.example"}


def test_without_a_sent_folder_delivery_tells() -> None:
    quiet = MARA._replace(filed_sent=0)

    assert list(guess_me([quiet, ANN])) == ["mara@lindstudio.example"]


def test_without_any_folder_the_one_who_stands_in_most_messages_is_me() -> None:
    bare = MARA._replace(filed_sent=0, delivered=0)

    assert list(guess_me([bare, ANN])) == ["mara@lindstudio.example"]


def test_an_alias_with_a_plus_tag_is_me() -> None:
    tagged = address(3, "mara+shop@lindstudio.example", received=4)

    assert "mara+shop@lindstudio.example" in guess_me([MARA, ANN, tagged])


def test_a_list_where_nobody_stands_out_says_nothing() -> None:
    crowd = [address(index, f"p{index}@list.example", written=3, received=0) for index in range(20)]

    assert guess_me(crowd) == {}


CHAT = "mara-lind@chat.invalid"


def test_my_name_in_a_chat_comes_on_top_of_what_the_mail_says() -> None:
    chatty = address(3, "anna-berg@chat.invalid", "Anna Berg", written=9_000, received=9_000)

    assert settle_me([MARA, ANN, chatty], {CHAT}, ()) == {"mara@lindstudio.example", CHAT}
    assert settle_me([MARA, ANN, chatty], {CHAT, "mara@new.example"}, ()) == {"mara@new.example", CHAT}
    assert settle_me([chatty], {CHAT}, {"mara@lindstudio.example"}) == {"mara@lindstudio.example", CHAT}


def test_who_is_me_in_a_chat_is_never_guessed() -> None:
    chatty = address(3, "anna-berg@chat.invalid", "Anna Berg", written=9_000, received=9_000)

    assert settle_me([chatty], (), ()) == frozenset()
