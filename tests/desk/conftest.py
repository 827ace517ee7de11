"""The desk's tests hold on both engines."""

from tests.engines import home

__all__ = ["home"]
