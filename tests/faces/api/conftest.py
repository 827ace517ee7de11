"""Another program of the person's: Django's test client with a token, on both engines."""

from pathlib import Path

import pytest
from django.test import Client

from alongside.desk import tokens
from tests.engines import home

__all__ = ["home"]


@pytest.fixture
def program(demo_home: Path) -> Client:
    """A program that may look and decide, at a desk with the demo year read."""
    return bearing(tokens.new_token("ledger", read_only=False))


@pytest.fixture
def onlooker(demo_home: Path) -> Client:
    """A program that may only look."""
    return bearing(tokens.new_token("status bar", read_only=True))


def bearing(token: str) -> Client:
    """A client that sends that token with every call."""
    return Client(headers={"authorization": f"Bearer {token}"})
