"""The desk's own sentences in the person's language: why a guess was made, what was refused, what could not be read.

The desk writes English, for the command line and for programs; a page finds the sentence here and fills its translation
with the same words. One that is not here is shown as it is.
"""

import re
from functools import cache

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

_PHRASES = (
    # why an address or a client was taken for what it is
    _("%(theirs)s from them, %(mine)s from you"),
    _("%(theirs)s from them, %(mine)s from you; %(more)s"),
    _("you said so; %(theirs)s from them, %(mine)s from you"),
    _("joined by you"),
    _("%(old)s became %(new)s"),
    _("you chose to ignore it"),
    _("you never wrote to them (%(n)s from them)"),
    _("they never wrote to you (%(n)s from you)"),
    _("%(bills)s of %(n)s messages are bills or receipts"),
    _("wrote %(n)s of the %(all)s messages in Sent"),
    _("%(n)s of %(all)s messages were delivered to it, and it writes"),
    _("stands in %(n)s of about %(all)s messages as writer or reader"),
    _("no address"),
    _("the same address, written another way"),
    _("writes under your name and gets your mail"),
    _("you said so"),
    _("your name in a chat"),
    _("one of your addresses"),
    _("writes from your own domain %(domain)s"),
    _("a private address under your family name"),
    _("%(local)s@ is an address nobody reads"),
    _("%(bulk)s of %(n)s messages went to many or came from a machine"),
    # what was refused
    _("There is no signal number %(n)s: `alongside pushes` shows the numbers."),
    _("No kept message of %(name)s holds the words “%(words)s”: copy more of them, exactly as they stand."),
    _("%(n)s messages hold the words “%(words)s”: copy more of them, exactly as they stand."),
    _("That was said before 1990, or is still to come: check the day."),
    _("There is no correction to take back."),
    _("%(one)s and %(other)s are the same client already."),
    _("That is all of %(name)s: nothing would be left to split from."),
    _("A client needs a name."),
    _("%(name)s is not ignored; ignored is %(names)s."),
    _("That was taken back already, or is not kept any more."),
    _("%(part)s is no address or domain of %(name)s: it has %(known)s."),
    _("Nothing was erased: to confirm it, type “%(name)s”."),
    _("No mail from or to %(address)s is known: nothing was erased. Write the whole address."),
    _("%(address)s is an address of yours: delete the data folder to erase yourself."),
    _("There is no export called %(name)s: choose %(names)s."),
    _("%(path)s is there already: choose another name."),
    _("%(name)s grew while it was sent: drop it again."),
    _(
        "%(name)s has %(size)s bytes and this place takes %(most)s: split it, or have whoever runs it read "
        "the file where it lies, or set ALONGSIDE_UPLOAD_MOST."
    ),
    _(
        "%(name)s needs %(needed)s with what reading it takes, and the disk has %(free)s free. Free some space and "
        "drop it again (it goes on where it stopped), or give the path of the file where it lies."
    ),
    _("%(name)s could not be kept (%(why)s): free some space and drop it again."),
    _("A file has not arrived whole: drop it again, it goes on where it stopped."),
    _("%(folder)s cannot be written (%(why)s): check the rights of the folder."),
    _("On a server files are dropped, not named by their path: nothing was read."),
    _("There is no job number %(n)s."),
    _(
        "A job is running (number %(n)s, %(kind)s): let it end or stop it on its page, and try again. Nothing"
        " was changed."
    ),
    _("It was begun %(n)s times and its process ended each time: see `alongside doctor`, then try again."),
    _("%(database)s is on a PostgreSQL server: its own `pg_dump` backs it up, and `pg_restore` puts it back."),
    _("%(path)s is there already and is no backup: choose another name."),
    _(
        "This backup was written by a newer Alongside (%(program)s, schema %(schema)s; this one knows "
        "%(known)s): upgrade the program. Nothing was changed."
    ),
    _("The backup needs %(needed)s and the disk of %(home)s has %(free)s free: free some space. Nothing was changed."),
    _("The backup is damaged: its database is not the one that was written. Nothing was changed."),
    _("What is in this backup is no sound database of Alongside (%(why)s). Nothing was changed."),
    _(
        "The backup cannot be written (%(why)s): free some space there and on the disk of %(home)s, or choose"
        " another place."
    ),
    _("%(path)s cannot be restored (%(why)s). Nothing was changed."),
    _("This is no backup that Alongside wrote, or not all of it. Nothing was changed."),
    _("The backup is damaged: it cannot be unpacked. Nothing was changed."),
    _(
        "The backup could not take its place (%(why)s): stop other Alongside commands, see that the disk has "
        "room, and try again. Nothing was changed."
    ),
    _("No kept mail has the number %(n)s: it may have been erased, or read anew."),
    _("Hearing messages %(first)s to %(last)s failed (%(why)s). What was heard before is kept; read again to go on."),
    _("%(name)s could be %(names)s: write more of the name, or the domain."),
    _("No client goes by %(name)s."),
    _("No client goes by %(name)s. Known are %(names)s."),
    _("Mail of your own was read beside the demo year: erase its clients one by one."),
    _("There is mail here already; the demo year is shown only on an empty desk."),
    _("What is known of %(name)s changed a moment ago: nothing was erased. Look again."),
    _("The client this is about was erased or merged a moment ago: nothing was kept. Look again."),
    _("%(path)s was removed from what is known while it was read: read it again."),
    _("%(folder)s holds something else: name an empty folder for the demo."),
    # chats
    _("%(path)s: nobody says anything in this chat."),
    _(
        "%(path)s: a chat does not say its time zone. Say where the phone was when you exported it: --zone "
        "Europe/Berlin, for instance."
    ),
    _("%(why)s A zone is called Europe/Berlin, for instance."),
    _(
        "%(path)s: its dates (%(example)s) can be read with the day first or the month first, and nothing in "
        "it tells. Say --day-first or --month-first."
    ),
    _("%(path)s: some of its dates are none when read %(said)s. Say --%(other)s, or leave it out."),
    _("%(path)s: only you (%(names)s) say anything in this chat, so it is with nobody."),
    _("%(path)s: say which of these is you, with --me NAME: %(names)s."),
    _("%(path)s: nobody is called %(wrong)s in this chat; say which of these is you, with --me NAME: %(names)s."),
    _(
        "%(path)s was read with %(zone)s, %(order)s, before. Read with %(other)s, %(turned)s, every message "
        "would be there twice, at two times. To correct it, move the database away and read anew."
    ),
    # files
    _("%(path)s breaks off (%(why)s): what lay before was read. Download or copy it again."),
    _("%(path)s unpacks to more than %(n)s times its size: this is no mail, the rest was left."),
    _("%(path)s cannot be written (%(why)s): free some space there, or choose another place."),
    _("%(path)s: this chat was saved as UTF-16. Export it again, or save it as UTF-8, as WhatsApp does."),
    _("%(path)s holds %(n)s chats: unpack it, and read each with its own --me and --client."),
    _("%(path)s breaks off (%(why)s). Export the chat again."),
    _("%(path)s: there is no such file or folder."),
    _("%(path)s: no mail in it (looked for mbox files, Maildirs, .eml files and archives)."),
    _(
        "%(path)s: this is not a mailbox. It takes an mbox file, a Maildir, .eml files, a folder of them, a "
        "Google Takeout archive (.zip, .tgz), or a WhatsApp export (.txt, .zip)."
    ),
    _("%(path)s: cannot be opened (%(why)s). Check that you may read it."),
    _("%(path)s: cannot be opened (%(why)s)"),
    # the database
    _(
        "%(database)s was written by a newer Alongside (schema %(schema)s, this one knows %(known)s): upgrade"
        " the program."
    ),
    _(
        "%(database)s cannot hold every letter: make a database with `createdb --encoding UTF8 --template "
        "template0 NAME` and name that one in ALONGSIDE_DATABASE_URL."
    ),
    _("%(folder)s cannot hold the database (%(why)s): set ALONGSIDE_HOME to another folder."),
    _("%(path)s is not an Alongside database (%(why)s): move it away, or set ALONGSIDE_HOME to another folder."),
    _(
        "%(path)s cannot be brought up to date (%(why)s); your mail and decisions in it are as they were. See that no "
        "other Alongside runs and that there is room on its disk, and try again; or restore a backup."
    ),
    _(
        "The tables of %(database)s cannot be laid (%(why)s): give the user the right to make tables, and a "
        "database that nothing else uses."
    ),
    _("No clients yet: nobody in this mail both wrote to you and was answered."),
    _("No clients yet: a read is under way, or was stopped before its end. Read again to go on."),
    _("A read is under way, or was stopped before its end: read again to go on."),
    _("The conclusions are an older engine's: alongside rebuild."),
    _("Another Alongside is writing at this moment (the database is locked): wait for it to finish and try again."),
    _(
        "The disk that holds the database has no room (%(why)s). Nothing half-written was kept: free some "
        "space and read again."
    ),
    _("The database may not be written (read-only): check the rights of the ALONGSIDE_HOME folder."),
    _("The database file is damaged (%(why)s): move it away and read your mail again."),
    _("The database answers: %(why)s."),
    _(
        "The connection to %(database)s was lost (%(why)s). What was stored before is kept: see that PostgreSQL runs, "
        "and run the same command again to go on."
    ),
    _("%(database)s may not be written (%(why)s): give the user the right to."),
    _("There is no database at %(database)s: make it (createdb --encoding UTF8), or correct ALONGSIDE_DATABASE_URL."),
    _("%(database)s refuses (%(why)s): correct the user and the password in ALONGSIDE_DATABASE_URL, or its rights."),
    _(
        "%(database)s does not answer (%(why)s): see that PostgreSQL runs there and that "
        "ALONGSIDE_DATABASE_URL is right."
    ),
    # hours
    _("Work needs weekdays from 0 (Monday) to 6, not %(days)s."),
    _("A shift from %(opens)s to %(closes)s runs over midnight: split it in two days."),
    _("No time zone %(zone)s here; on Windows install the package tzdata."),
    _("No holidays are known for %(place)s."),
    # what could not be read
    _("cannot be opened (%(why)s)"),
    _("left out up to byte %(end)s: %(why)s"),
    _("it disappeared, or became another file, while it was read: what came before is kept; read it again"),
    _("the first %(n)s bytes belong to no message"),
    _("the headers are longer than %(n)s KB; the rest of them was not read"),
    _("more than %(n)s addresses in %(field)s; the rest was not read"),
    _("the Date header gives the year as %(year)s; read as %(full)s"),
    _("%(why)s; no Received header dates the message"),
    _("%(why)s; taken from Received"),
    _("the Date header says %(year)s, the Received headers %(other)s"),
    _("there is no Date header"),
    _("the Date header cannot be read (%(text)s)"),
    _("the Date header says %(year)s (%(text)s)"),
    _("the plain text is too long; only the first part was kept"),
    _("the HTML text is too long; only the first part was kept"),
    _("more than %(n)s MIME parts; the rest was not read"),
    _("read by the standard library: %(why)s"),
    _("MIME parts nested deeper than %(n)s"),
    _("a part in %(coding)s"),
    _("the standard library could not read it (%(kind)s)"),
    _("longer than %(n)s characters; only the first of them were heard"),
    _("stands before the first message"),
    _("longer than any message of WhatsApp (%(n)s), so it is left out"),
    _("there is no %(moment)s (read %(order)s)"),
    _("dated %(day)s, which is before WhatsApp"),
    _("dated %(day)s, which is still to come"),
)
_WORD = re.compile(r"%\((\w+)\)s")
_LONGEST = 2_000  # characters: a sentence may quote a mail's header, and looking for its words takes their square
_SENTENCES = frozenset({"why", "more"})  # words that may be sentences of the desk's themselves


def translated(sentence: str) -> str:
    """A sentence of the desk in the language of the page."""
    if len(sentence) > _LONGEST:
        return sentence
    for form, phrase in _forms():
        if found := form.fullmatch(sentence):
            words = found.groupdict()
            return gettext(phrase) % {
                name: translated(word) if name in _SENTENCES else word for name, word in words.items()
            }
    return sentence


@cache
def _forms() -> list[tuple[re.Pattern[str], str]]:
    """Each phrase with what recognises it; the one that says most by itself is tried first."""
    said_most = sorted(_PHRASES, key=lambda phrase: -len(_WORD.sub("", phrase)))
    return [(re.compile(_recognising(phrase), re.DOTALL), phrase) for phrase in said_most]


def _recognising(phrase: str) -> str:
    literal, *pairs = _WORD.split(phrase)
    rest = (f"(?P<{name}>.+?){re.escape(after)}" for name, after in zip(pairs[::2], pairs[1::2], strict=True))
    return re.escape(literal) + "".join(rest)
