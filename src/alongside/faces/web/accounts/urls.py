"""The addresses that only a server has. allauth asks for some by name that are closed here."""

from allauth.account import views
from allauth.mfa import urls as second
from allauth.usersessions.views import list_usersessions
from django.urls import URLPattern, URLResolver, include, path

from alongside.faces.web.accounts import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("join/<str:key>/", pages.join, name="join"),
    path("reset/<str:key>/", pages.reset, name="reset"),
    path("account/login/", views.login, name="account_login"),
    path("account/logout/", views.logout, name="account_logout"),
    path("account/inactive/", views.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("account/password/", views.password_change, name="account_change_password"),
    path("account/sessions/", list_usersessions, name="usersessions_list"),
    path("account/second/", include(second)),
    path("account/signup/", pages.closed, name="account_signup"),
    path("account/password/set/", pages.closed, name="account_set_password"),
    path("account/email/", pages.closed, name="account_email"),
    path("account/email/sent/", pages.closed, name="account_email_verification_sent"),
]
