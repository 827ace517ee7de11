"""format=flowed (RFC 3676) undone: soft line breaks joined, space-stuffing out, quote depth kept."""

_MOST_LINES = 50_000  # longer texts are left as they are


def unflow(text: str, *, delsp: bool = False) -> str:
    """Join the soft line breaks of a flowed text; `delsp` says that the blank before the break was added."""
    if (" \n" not in text and "\n " not in text and text[:1] != " ") or text.count("\n") > _MOST_LINES:
        return text
    out: list[str] = []
    held: list[str] = []
    depth = 0
    for line in text.split("\n"):
        words = line.lstrip(">")
        quotes = len(line) - len(words)
        words = words.removeprefix(" ")
        if held and (quotes != depth or words == "-- "):
            out.append(_line(held, depth))
            held = []
        depth = quotes
        if words.endswith(" ") and words != "-- ":
            held.append(words[:-1] if delsp else words)
            continue
        out.append(_line([*held, words], depth))
        held = []
    return "\n".join([*out, _line(held, depth)] if held else out)


def _line(pieces: list[str], depth: int) -> str:
    text = "".join(pieces)
    return f"{'>' * depth} {text}" if depth else text
