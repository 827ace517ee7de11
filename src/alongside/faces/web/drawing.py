"""Vega-Lite specs drawn to SVG on this machine, each once: kept by its content."""

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from alongside import config

_BASE = "https://vega.github.io/vega-datasets/"  # vega puts its own base before links within the page's site
Tongue = Literal["de-DE", "en-GB", "es-ES", "fr-FR"]
_VERSION = "2"
_TONGUES: dict[str, Tongue] = {"de": "de-DE", "fr": "fr-FR", "es": "es-ES"}  # how dates and numbers stand on an axis


def draw(spec: dict[str, Any]) -> SafeString:
    """The SVG of a spec; colours are the page's CSS variables, so that light, dark and print are one drawing."""
    text, tongue = json.dumps(spec, sort_keys=True), _TONGUES.get((get_language() or "en")[:2], "en-GB")
    path = _folder() / f"{sha256((_VERSION + tongue + text).encode()).hexdigest()}.svg"
    if not path.exists():
        _keep(path, _drawn(text, tongue))
    return mark_safe(path.read_text("utf-8"))  # noqa: S308 - vega escapes what it draws; a test holds it to that


def _drawn(spec: str, tongue: Tongue) -> str:
    import vl_convert  # noqa: PLC0415 - half a second and 50 MB that pages without a chart need not have

    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[], format_locale=tongue, time_format_locale=tongue)
    return svg.replace(f'xlink:href="{_BASE}', 'href="').replace('xlink:href="', 'href="')


def _keep(path: Path, svg: str) -> None:
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(svg, "utf-8")
    beside.replace(path)


def _folder() -> Path:
    folder = config.home() / "charts"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
