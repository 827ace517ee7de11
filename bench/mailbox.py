"""Write a mailbox that looks like a professional's: `python bench/mailbox.py --messages 20000 --out FILE`.

The stream of messages is endless and seeded, and memory does not grow with it. Its state after the last
message lies beside the box (FILE.state), so that `--extra N` goes on where the box ended.
"""

import argparse
import heapq
import pickle
import shutil
import time
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random

import talk
import words
from letters import Draft, Person, mbox_entry, render

START, END = 1641196800, 1763164800  # 3 January 2022 to 15 November 2025: extras still lie before 2026
LONGEST, TAIL = 14, 0.8  # messages of a thread: Pareto with this exponent, cut
MEAN_THREAD = sum(length**-TAIL for length in range(1, LONGEST + 1))
BULK = 0.21 * MEAN_THREAD / (0.79 + 0.21 * MEAN_THREAD)  # of arrivals: 21 % of messages
CLIENTS, NEWSLETTERS = 60, 25
SHARES = list(accumulate(1 / (rank + 1) for rank in range(CLIENTS)))  # few clients write most
CHARSETS = ("us-ascii", "utf-8", "iso-8859-1", "windows-1252", "iso-2022-jp")
SIGNATURE = "Mara\n\n-- \nMara Lind\nstudio.example"
ME = Person("Mara Lind", "me@studio.example", "gmail", "utf-8", SIGNATURE, 60)


@dataclass(slots=True)
class Client:
    """A firm, its people, and the share of its signals that push."""

    domain: str
    people: list[Person]
    pushing: float


@dataclass(slots=True)
class Thread:
    """A conversation under way; `mine` says whether the next message is the professional's."""

    number: int
    client: Client
    people: list[Person]
    subject: str
    left: int
    mine: bool
    references: tuple[str, ...] = ()
    before: talk.Said | None = None


@dataclass(slots=True)
class Stream:
    """All that the next message depends on; `pace` is mailbox seconds per message."""

    rng: Random
    pace: float
    clients: list[Client]
    senders: list[Person]
    clock: float = START
    threads: int = 0
    count: int = 0
    waiting: list[tuple[int, int, Thread]] = field(default_factory=list)


def begin(seed: int, messages: int) -> Stream:
    """A stream whose first `messages` fill the years from START to END."""
    rng = Random(f"mailbox {seed}")
    names = zip(rng.sample(words.ADJECTIVES, CLIENTS), rng.sample(words.NOUNS, CLIENTS), strict=True)
    clients = [_client(rng, f"{first}-{last}.example") for first, last in names]
    nouns = rng.sample(words.NOUNS, NEWSLETTERS)
    senders = [Person(f"{noun} News", f"news@{noun}.example", "gmail", "utf-8", "", 0) for noun in nouns]
    return Stream(rng, (END - START) / messages, clients, senders)


def _client(rng: Random, domain: str) -> Client:
    people = [_person(rng, domain) for _ in range(rng.randint(1, 6))]
    return Client(domain, people, rng.betavariate(0.8, 0.8))


def _person(rng: Random, domain: str) -> Person:
    name = f"{rng.choice(words.FIRST)} {rng.choice(words.LAST)}"
    local = "".join(char if char.isascii() and char.isalpha() else "." for char in name.lower()).strip(".")
    address = f"{local}@{domain}".replace("..", ".")
    style = rng.choices(("gmail", "apple", "outlook"), (40, 20, 40))[0]
    charset = rng.choices(CHARSETS, (25, 35, 17, 18, 5))[0]
    zone = rng.choice((0, 60, 60, 60, 120, -300, 540))
    return Person(name, address, style, charset, talk.signature(rng, name, address), zone)


def next_draft(stream: Stream) -> Draft:
    """The message that arrives next: a newsletter, a notice, or the next turn of a thread."""
    while not stream.waiting or stream.clock < stream.waiting[0][0]:
        if stream.rng.random() < BULK:
            stream.clock += stream.pace
            stream.count += 1
            return (_newsletter if stream.rng.random() < 0.955 else _notice)(stream)
        _open_thread(stream)
    sent, number, thread = heapq.heappop(stream.waiting)
    stream.count += 1
    draft = _turn(stream.rng, thread, sent, f"{stream.count:x}.{stream.rng.getrandbits(48):012x}")
    if thread.left:
        heapq.heappush(stream.waiting, (_later(stream.rng, sent), number, thread))
    return draft


def _open_thread(stream: Stream) -> None:
    rng = stream.rng
    client = rng.choices(stream.clients, cum_weights=SHARES)[0]
    people = rng.sample(client.people, min(len(client.people), rng.choice((1, 1, 1, 2, 3))))
    length = min(LONGEST, int(rng.paretovariate(TAIL)))
    accent = rng.choice(("Größe: ", "Café ", "März ", "日本語 ", "naïve ", "€ ")) if rng.random() < 0.1 else ""
    subject = accent + words.title(rng)
    stream.threads += 1
    stream.clock += stream.pace * length
    thread = Thread(stream.threads, client, people, subject, length, mine=rng.random() < 0.25)
    heapq.heappush(stream.waiting, (_at_work(rng, int(stream.clock)), thread.number, thread))


def _later(rng: Random, sent: int) -> int:
    return _at_work(rng, sent + 300 + int(rng.expovariate(1 / 60000)))


def _at_work(rng: Random, moment: int) -> int:
    """The moment itself, or for most of those outside hours some time of the next working day."""
    day, hour = divmod(moment, 86400)
    if rng.random() < 0.12 or ((day + 3) % 7 < 5 and 7 * 3600 <= hour < 18 * 3600):
        return moment
    day += hour >= 18 * 3600
    day += max(0, 7 - (day + 3) % 7) if (day + 3) % 7 >= 5 else 0
    return max(moment, day * 86400 + rng.randint(7 * 3600, 17 * 3600))


def _turn(rng: Random, thread: Thread, sent: int, number: str) -> Draft:
    """The next message of a thread; the thread moves on."""
    other = rng.choice(thread.people)
    writer, reader = (ME, other) if thread.mine else (other, ME)
    said = talk.say(rng, (writer, reader), sent, _spice(rng, thread), thread.before)
    copied = [] if rng.random() < 0.6 else [person for person in thread.people if person is not other]
    markup = talk.page(writer.style, said.full_html)
    texts = _flavoured(rng, (61, 37, 2), said.full_plain, markup)
    subject, label = (
        ("Re: " if thread.before else "") + thread.subject,
        "Sent" if thread.mine else "Inbox,Opened",
    )
    message_id = f"{number}@{writer.address.partition('@')[2]}"
    people = (writer, (reader,), tuple(copied))
    draft = Draft(*people, sent, subject, message_id, thread.references, *texts, label)
    thread.references, thread.before, thread.left = (*thread.references, message_id), said, thread.left - 1
    thread.mine = rng.random() < (0.1 if thread.mine else 0.66)
    return draft


def _spice(rng: Random, thread: Thread) -> str:
    """A sentence that carries a signal, in every second message."""
    if rng.random() < 0.5:
        return ""
    if thread.mine:
        return rng.choice(words.MOVES)
    return rng.choice(words.PUSHES if rng.random() < thread.client.pushing else words.PARTNERS)


def _newsletter(stream: Stream) -> Draft:
    rng = stream.rng
    sender = rng.choice(stream.senders)
    domain, token = sender.address.partition("@")[2], f"{rng.getrandbits(64):016x}"
    blocks = [(words.title(rng).capitalize(), " ".join(words.sentences(rng, rng.randint(2, 6)))) for _ in range(6)]
    plain, markup = talk.newsletter(blocks, domain, token)
    texts = _flavoured(rng, (44, 48, 8), plain, markup)
    extra = (
        f"List-Unsubscribe: <https://{domain}/u/{token}>, <mailto:leave-{token}@{domain}>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        f"List-Id: <weekly.{domain}>",
        "Precedence: bulk",
    )
    number = f"{token}.{stream.count}@{domain}"
    facts = (sender, (ME,), (), int(stream.clock), blocks[0][0], number, ())
    return Draft(*facts, *texts, "Inbox,Category Promotions", extra)


def _flavoured(rng: Random, weights: tuple[int, int, int], plain: str, markup: str) -> tuple[str, str]:
    """The text as plain only, plain and HTML, or HTML only."""
    kind = rng.choices(("plain", "both", "html"), weights)[0]
    return ("" if kind == "html" else plain), ("" if kind == "plain" else markup)


def _notice(stream: Stream) -> Draft:
    """An automatic answer: somebody is out of the office."""
    rng = stream.rng
    person = rng.choice(rng.choices(stream.clients, cum_weights=SHARES)[0].people)
    text = f"I am out of the office and back on Monday.\n\n{person.signature}\n"
    number = f"auto.{stream.count}.{rng.getrandbits(32):08x}@{person.address.partition('@')[2]}"
    subject, extra = f"Automatic reply: {words.title(rng)}", ("Auto-Submitted: auto-replied",)
    return Draft(person, (ME,), (), int(stream.clock), subject, number, (), text, "", "Inbox", extra)


def write(stream: Stream, messages: int, box: Path, maildir: Path | None) -> None:
    """Append the next `messages` to the box and, where one is named, the Maildir; keep the state."""
    with box.open("ab", buffering=1 << 20) as out:
        for _ in range(messages):
            draft = next_draft(stream)
            raw = render(stream.rng, draft)
            out.write(mbox_entry(raw, draft))
            if maildir:
                (maildir / "cur" / f"{draft.sent}.{stream.count:07}.bench:2,S").write_bytes(raw)
    box.with_name(box.name + ".state").write_bytes(pickle.dumps(stream))


def _empty(maildir: Path | None) -> None:
    """Make the Maildir's three folders anew."""
    for folder in (maildir / name for name in ("cur", "new", "tmp")) if maildir else ():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20000)
    parser.add_argument("--out", type=Path, required=True, help="the mbox (mboxrd, LF)")
    parser.add_argument("--maildir", type=Path, help="the same messages as a Maildir")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--extra", type=int, metavar="N", help="append N messages to an existing box")
    asked = parser.parse_args()
    began = time.perf_counter()
    if asked.extra is None:
        asked.out.parent.mkdir(parents=True, exist_ok=True)
        asked.out.unlink(missing_ok=True)
        asked.out.with_name(asked.out.name + ".state").unlink(missing_ok=True)
        _empty(asked.maildir)
        stream = begin(asked.seed, asked.messages)
    else:
        stream = pickle.loads(asked.out.with_name(asked.out.name + ".state").read_bytes())
    count = asked.messages if asked.extra is None else asked.extra
    write(stream, count, asked.out, asked.maildir)
    size = asked.out.stat().st_size / 1e6
    print(f"{asked.out}: {stream.count} messages, {size:.1f} MB, {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
