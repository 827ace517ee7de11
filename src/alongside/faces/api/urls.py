"""Every address under /api/, and what describes them. Only Django's own table of addresses imports this."""

from importlib.metadata import version

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.operation import Operation

from alongside.core.trace import SorryError
from alongside.faces.api import clients, decisions, jobs, mails, pushes, signals, sources, today, waits
from alongside.faces.api.door import Bearer, admit, with_token_or_signed_in
from alongside.faces.api.refusals import answer_with_sentences, refusal, refuse

NOUNS = (today, clients, decisions, mails, pushes, waits, signals, sources, jobs)
_SAYS = """The same verbs as the command line and the pages, for programs of your own on this machine.

Every call carries a token (`alongside token new NAME`) as `Authorization: Bearer ...`; a read-only token may only GET.
Lists come in pages (`page`, `limit`). A refusal is `{"sorry": "a sentence"}`. A body is at most one megabyte."""


class Operations(NinjaAPI):
    """The operations by the names of their verbs."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """`rename`, not the path of its module."""
        return operation.view_func.__name__


api = Operations(
    title="Alongside",
    version=version("alongside"),
    description=_SAYS,
    auth=Bearer(),
    docs_decorator=with_token_or_signed_in,
    openapi_url="/openapi.json",
    docs_url="/docs",
)
for noun in NOUNS:
    api.add_router("", noun.router)
answer_with_sentences(api)


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """Whatever is no operation: said to who may know."""
    try:
        admit(request)
    except SorryError as error:
        return refuse(error)
    return refusal("There is no such operation: /api/openapi.json lists them.", 404)


urlpatterns = [path("", nowhere), path("", api.urls), re_path(r"", nowhere)]
