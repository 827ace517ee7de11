"""The pages that a one-time link opens on a server: a new account, a new password."""

from allauth.account.forms import ResetPasswordKeyForm, SignupForm
from allauth.account.utils import complete_signup
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside import config
from alongside.faces.web.accounts import people
from alongside.outside import keys


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, key: str) -> HttpResponse:
    """An invitation makes one account. What the form lacks is said without using the link up."""
    if keys.what_link_key_opens(config.home(), key) != keys.JOIN:
        return _closed(request)
    form = SignupForm(request.POST or None)
    if form.is_valid() and keys.use_link_key(config.home(), key, keys.JOIN):
        person, answer = form.try_save(request)
        done: HttpResponse = answer or complete_signup(request, person, "none", "/")
        return done
    return render(request, "account/join.html", {"form": form})


@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest, key: str) -> HttpResponse:
    """A new password for one account; every browser that was signed in to it is out."""
    person = people.whom_link_resets(key)
    if person is None:
        return _closed(request)
    form = ResetPasswordKeyForm(request.POST or None, user=person)
    if form.is_valid() and people.use_reset(key):
        form.save()
        messages.success(request, _("Kept. Sign in with your new password."))
        return redirect("account_login")
    return render(request, "account/reset.html", {"form": form, "address": person.email})


def closed(request: HttpRequest) -> HttpResponse:
    """What accounts elsewhere have and these have not: signing up by oneself, mails to confirm an address."""
    return _closed(request)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "account/closed.html", status=403)
