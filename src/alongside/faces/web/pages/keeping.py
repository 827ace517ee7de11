"""Your data: into one file and back, out for other programs, and people erased."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside import config
from alongside.desk import erase as desk
from alongside.desk import export as exports
from alongside.desk import keep, look
from alongside.faces.web.pages.decisions import NoChoiceError


@require_POST
def backup(_request: HttpRequest) -> HttpResponseBase:
    """Everything in one file, to download; what it is made in on this machine is gone when it was sent."""
    _refuse_on_server()
    with look.shelf():  # nothing to back up is said before a file is begun
        file = tempfile.TemporaryFile(dir=config.home())  # noqa: SIM115 - the answer closes it
    with ExitStack() as unsent:
        unsent.enter_context(file)
        keep.back_up_into(file)
        file.seek(0)
        unsent.pop_all()
    name = f"alongside-{timezone.now():%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """A backup in the place of everything that is here."""
    _refuse_on_server()
    file = request.FILES.get("backup")
    if file is None or not request.POST.get("sure"):
        raise NoChoiceError(_("Choose a backup, and say that it may replace what is here. Nothing was changed."))
    kept = keep.restore(Path(file.temporary_file_path()))  # type: ignore[attr-defined]  # see settings
    told = _("Restored as of %(day)s. What was here before lies beside the database until the next restore.")
    messages.success(request, told % {"day": kept.written[:10]})
    return redirect("today")


def _refuse_on_server() -> None:
    """There the database holds every account's password hash: who runs the server backs it up."""
    if config.on_server():
        raise NoChoiceError(_("On a server whoever runs it makes and restores backups: alongside backup"))


@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """An export, sent piece by piece as it is made."""
    pieces, name, kind = exports.named(request.POST.get("what", ""))
    answer = StreamingHttpResponse(pieces, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """A client or a person, once who it is was typed out."""
    whom = request.POST.get("whom", "")
    leaving = desk.leaving_person(whom) if request.POST.get("what") == "person" else desk.leaving_client(whom)
    gone = desk.erase_confirmed(leaving, request.POST.get("typed", ""))
    told = _(
        "Erased, with %(n)s mails. Later reads pass over their mail; backups, exports and reports still hold them."
    )
    messages.success(request, told % {"n": gone.messages})
    for path in gone.still_in:
        messages.info(request, _("Their mail still lies in %(path)s.") % {"path": path})
    return redirect("settings")
