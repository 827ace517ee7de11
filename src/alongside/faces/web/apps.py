"""The web pages as a Django app without tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, templates, static files."""

    name = "alongside.faces.web"
    label = "web"
