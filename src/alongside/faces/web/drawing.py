"""Vega-Lite specs drawn to SVG on this machine, each once: kept by its content."""

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from alongside import config

_BASE = "https://vega.github.io/vega-datasets/"  # vega puts its own base before links within the page's site
_VERSION = "1"


def draw(spec: dict[str, Any]) -> SafeString:
    """The SVG of a spec; colours are the page's CSS variables, so that light, dark and print are one drawing."""
    text = json.dumps(spec, sort_keys=True)
    path = _folder() / f"{sha256((_VERSION + text).encode()).hexdigest()}.svg"
    if not path.exists():
        _keep(path, _drawn(text))
    return mark_safe(path.read_text("utf-8"))  # noqa: S308 - vega escapes what it draws; a test holds it to that


def _drawn(spec: str) -> str:
    import vl_convert  # noqa: PLC0415 - half a second and 50 MB that pages without a chart need not have

    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return svg.replace(f'xlink:href="{_BASE}', 'href="').replace('xlink:href="', 'href="')


def _keep(path: Path, svg: str) -> None:
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(svg, "utf-8")
    beside.replace(path)


def _folder() -> Path:
    folder = config.home() / "charts"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
