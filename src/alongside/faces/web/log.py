"""What the terminal is told when something goes wrong: where, never with which words."""

import logging

from alongside.core.trace import place


class PlaceOnly(logging.Formatter):
    """A line with the time, the page's name, the answer's number and the places in the code.

    Left out is all that may hold a key, a form or a mail's words: the address, the message and the error's own text.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record."""
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        told = [self.formatTime(record), record.levelname, record.name, str(getattr(record, "status_code", ""))]
        told += [f"{request.method} {match.view_name}" if request is not None and match else ""]
        told += [place(record.exc_info[1]) if record.exc_info and record.exc_info[1] else ""]
        return " ".join(part for part in told if part)
