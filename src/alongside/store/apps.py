"""The one Django app with tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """What is kept: evidence, who, decisions; and the cache of conclusions."""

    name = "alongside.store"
    label = "store"
