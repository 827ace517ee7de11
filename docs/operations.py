"""The API's operations and documents as one page, from its own OpenAPI description."""

import os
from collections.abc import Iterator
from typing import Any

SHORT = 8  # words of a choice that are still spelled out
METHODS = ("get", "post")


def page() -> str:
    """Every operation by its noun, then every document."""
    import django  # noqa: PLC0415 - the other pages need it not

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    django.setup()
    from alongside.faces.api.urls import api  # noqa: PLC0415 - Django must be ready

    told = api.get_openapi_schema()
    return "\n".join(_lines(told))


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield "# API\n\nWritten from the program's own description of it by `python docs/make.py`.\n"
    yield f"{told['info']['description']}\n"
    noun = ""
    for address, operations in told["paths"].items():
        for method in METHODS:
            if method in operations:
                one = operations[method]
                if one["tags"][0] != noun:
                    noun = one["tags"][0]
                    yield f"## {noun}\n"
                yield from _operation(method, address, one)
    yield "## Documents\n"
    for name, document in sorted(told["components"]["schemas"].items()):
        yield from _document(name, document)


def _operation(method: str, address: str, one: dict[str, Any]) -> Iterator[str]:
    yield f"### {method.upper()} {address}\n\n{one['summary']}. {one['description']}\n"
    rows = [
        _row(field["name"], {**field["schema"], **_says(field)}, required=field["required"])
        for field in one["parameters"]
    ]
    if "requestBody" in one:
        rows.append(f"* body: {_type(one['requestBody']['content']['application/json']['schema'])}")
    good = next(status for status in one["responses"] if str(status).startswith("2"))
    answer = one["responses"][good]["content"]["application/json"]["schema"]
    yield "\n".join([*rows, f"* {good}: {_type(answer)}"]) + "\n"


def _says(field: dict[str, Any]) -> dict[str, str]:
    """What is said of a parameter, which stands beside its type."""
    return {"description": field["description"]} if "description" in field else {}


def _document(name: str, document: dict[str, Any]) -> Iterator[str]:
    required = document.get("required", [])
    rows = [_row(field, schema, required=field in required) for field, schema in document["properties"].items()]
    says = f"{' '.join(document['description'].split())}\n\n" if "description" in document else ""
    yield f"### {document.get('title', name)}\n\n{says}" + "\n".join(rows) + "\n"


def _row(name: str, schema: dict[str, Any], *, required: bool) -> str:
    given = "" if required or schema.get("default") in (None, "", []) else f", {schema['default']!r} if left out"
    left_out = "" if required or given else ", may be left out"
    says = f". {schema['description']}" if "description" in schema and "$ref" not in schema else ""
    return f"* `{name}`: {_type(schema)}{given}{left_out}{says}"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"`{_title(schema['$ref'].rpartition('/')[2])}`"
    if "allOf" in schema:
        return " and ".join(_type(one) for one in schema["allOf"])
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if "enum" in schema:
        words = schema["enum"]
        return " or ".join(f"`{word}`" for word in words) if len(words) <= SHORT else f"one of {len(words)} kinds"
    return _many(schema) or str(schema.get("format", schema.get("type", "anything")))


def _many(schema: dict[str, Any]) -> str:
    """What holds several things of one type; nothing else."""
    inner = {"array": "items", "object": "additionalProperties"}.get(schema.get("type", ""))
    return f"{'list' if inner == 'items' else 'map'} of {_type(schema[inner])}" if inner else ""


def _title(name: str) -> str:
    """`Page_Client_` as it is called."""
    return f"Page[{name[5:-1]}]" if name.startswith("Page_") else name
