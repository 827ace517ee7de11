"""Every command there is, loaded only when it is called: `--help` must answer at once."""

import errno
import gc
import os
import sys
import threading
from importlib import import_module

import click

from alongside.core.trace import SorryError

# name -> (module, one line of help); the line is here so that --help loads no command at all.
COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("read", "Read mail (mbox, Maildir, .eml, folders, Takeout) or WhatsApp chats; draw every reading."),
    "clients": ("clients", "Every client: with or for, how sure, how pressing, how fast."),
    "client": ("client", "One client and the mails behind its reading; merge, split, rename, ignore, sign."),
    "pushes": ("pushes", "What clients pushed for, in their words, and what you answered."),
    "log": ("log", "Note a push from a call or a chat."),
    "owes": ("owes", "Open questions on both sides, with their age in business time."),
    "rhythm": ("rhythm", "How fast you answer, and how fast you are answered."),
    "hours": ("hours", "Say your work hours, or a client's, from a date on."),
    "aside": ("aside", "Whose mail was set apart as no client's, and why."),
    "report": ("report", "One HTML page with everything, offline and printable."),
    "detect": ("detect", "The signals in each message of a file, without storing anything."),
    "rebuild": ("rebuild", "Draw every conclusion anew from the evidence and your decisions."),
    "backup": ("backup", "Everything into one file, which this version and every newer one restores."),
    "restore": ("restore", "Back from such a file; what was here stays beside."),
    "erase": ("erase", "A client or a person, with every word, for good."),
    "export": ("export", "Everything for other programs: JSON, CSV, mbox."),
    "demo": ("demo", "Write a fictional year, read it in a place of its own, show the portfolio."),
    "serve": ("serve", "The same on web pages, on this machine only; opens your browser."),
    "link": ("link", "Another one-time link to sign in to the web pages."),
    "token": ("token", "Tokens for programs of your own that use the API."),
    "work": ("work", "A worker for the web pages' long work; `serve` has one of its own."),
    "invite": ("invite", "On a server: a one-time link that makes an account."),
    "reset": ("reset", "On a server: a one-time link that gives an account a new password."),
    "accounts": ("accounts", "On a server: every account; close one."),
    "alive": ("alive", "Whether the web pages answer, for whoever watches over them."),
    "doctor": ("doctor", "What is known, what could not be read, and whether all is in order."),
}
_HELP = """Working with clients, not for them.

Alongside reads the mail you already have and shows, for every client, whether you work with them or for them, how
sure that is, and the mails behind it. Nothing leaves this machine and nothing is ever sent.

\b
  alongside read ~/Mail/All.mbox    read a mailbox (again: only what is new)
  alongside clients                 see your clients
  alongside client NAME             see one, with the mails behind the reading
  alongside demo                    see it on a fictional year first
  alongside                         the same on web pages, on this machine only
"""


class _Commands(click.Group):
    """A group that imports a command when it is named."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names, in the order of their use."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if name not in COMMANDS:
            return None
        module = import_module(f"alongside.faces.cli.{COMMANDS[name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands from the lines above, so that none is imported."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=_Commands,
    help=_HELP,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="alongside", message="alongside %(version)s")
@click.pass_context
def alongside(ctx: click.Context) -> None:
    """The program; without a command, its web pages."""
    if ctx.invoked_subcommand is None:
        command = alongside.get_command(ctx, "serve")
        assert command is not None
        ctx.invoke(command)


def main() -> None:
    """Run a command; every known failure ends in one sentence and exit code 2."""
    # Reading uses every core by its own processes: threads of the linear algebra would only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Rows by the ten thousand are no garbage: looking through them every 700 objects costs a tenth of a read.
    gc.set_threshold(50_000, 20, 100)
    try:
        alongside(standalone_mode=False)
        _leave()
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        _say("Stopped. What was read so far is stored; the same command goes on from there.")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe went away (`| head`); there is nobody to tell
        sys.exit(0)
    except SorryError as error:
        _say(str(error))
        sys.exit(2)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        place = f" in {error.filename}" if error.filename else ""
        _say(f"There is no room for what this writes{place}: free some space, or have it written elsewhere.")
        os._exit(2)  # what waits to be written would only fail again


def _leave() -> None:
    """End at once: taking the interpreter apart frees what the system frees anyway, in an eighth of the time of a small
    command. Where threads or processes still run, the interpreter sees to them as usual.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # closed by whoever started it
            stream.flush()
    processes = sys.modules.get("multiprocessing")
    if threading.active_count() == 1 and not (processes and processes.active_children()):
        os._exit(0)


def _say(sentence: str) -> None:
    click.echo(f"alongside: {sentence}", err=True)
