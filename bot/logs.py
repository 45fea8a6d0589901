"""The log: one line per event on stderr, and never a word of what people wrote, an id of theirs or a token.

In come log records of our own code and of the libraries; out go lines like
`2026-11-23T09:15:02.120Z WARNING bot.courier a place is gone [BadRequest at bot/courier.py:88]`.

Our own code logs words that it wrote itself and numbers that it made. The libraries don't know our promise: an HTTP
client writes the address with the bot's token in it, a platform library puts ids and texts into its exceptions. So

* a library's record keeps its time, level, name and the *types* of its exceptions; its words are dropped. Below
  WARNING it is dropped as a whole;
* an exception is told by its type and the places in our own files it went through, never by its message;
* an argument that is no plain text or number is told by its type;
* a net under our own words takes out what has the shape of a token or of a long number, in case somebody slips;
* what dies outside any log call (a thread, the main program, a finaliser) goes the same way instead of Python's own
  report, which would print the message.
"""

import logging
import re
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any

_OURS = ("bot", "cogs", "storage")
_HOUSE = Path(__file__).resolve().parent.parent
_LEFT_OUT = "(a library's own words, left out)"
_LONGEST = 2_000  # characters of one line's message: more is a mistake
_FRAMES = 8  # the innermost places of an exception that are told
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{20,}")
_NUMBER = re.compile(r"\d{7,}")  # the platforms' ids look like this; none of our counts gets there
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_PLAIN = (str, int, float, bool, type(None), Enum, Path, date)

_log = logging.getLogger(__name__)


def configure(level: str) -> None:
    """Sends the log of the whole program to stderr, from `level` (a name such as "INFO") on for our own code.

    Replaces what an earlier call, or `logging.basicConfig`, had set up; may be called again.
    """
    root = logging.getLogger()
    for handler in list(root.handlers):
        if type(handler) in (logging.StreamHandler, _SafeHandler):
            root.removeHandler(handler)
    root.addHandler(_SafeHandler())
    # The libraries inherit the root's level, so that what would be dropped is not even put together.
    root.setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(True)
    sys.excepthook = _died
    sys.unraisablehook = lambda args: _log.error("something failed while it was cleaned up", exc_info=args.exc_value)
    threading.excepthook = lambda args: _log.critical("a thread has died", exc_info=args.exc_value)


class _SafeHandler(logging.Handler):
    """Writes to stderr what `_SafeFormatter` makes of a record, and drops what libraries say below WARNING."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(_SafeFormatter())
        self.addFilter(lambda record: _is_ours(record) or record.levelno >= logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record)
        except Exception:  # Python's own way, `handleError`, would print the record's arguments
            where = f"{_place(record.pathname) or 'elsewhere'}:{record.lineno}"
            line = f"{_now(record.created)} ERROR bot.logs a log line could not be put together ({where})"
        with suppress(OSError, ValueError):  # stderr is closed or its reader gone: nobody is left to tell
            sys.stderr.write(line + "\n")
            sys.stderr.flush()


class _SafeFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        words = _words(record) if _is_ours(record) else _LEFT_OUT
        line = f"{_now(record.created)} {record.levelname} {record.name} {words}"
        error = record.exc_info[1] if record.exc_info else None
        return f"{line} [{describe(error)}]" if error else line


def describe(error: BaseException) -> str:
    """The exception told without its message: its type, the places in our files it went through, what caused it.

    For whoever wants to report a failure anywhere else than in a log call: `RetryAfter at bot/courier.py:88`.
    """
    told: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        told.append(_one(current))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return ", after ".join(told)


def _one(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, BaseExceptionGroup):
        name += "(" + "; ".join(describe(inner) for inner in error.exceptions[:_FRAMES]) + ")"
    places = list(_places(error.__traceback__))[-_FRAMES:]
    return f"{name} at {' > '.join(places)}" if places else name


def _places(traceback: TracebackType | None) -> Iterator[str]:
    while traceback is not None:
        if place := _place(traceback.tb_frame.f_code.co_filename):
            yield f"{place}:{traceback.tb_lineno}"
        traceback = traceback.tb_next


def _place(file: str) -> str | None:
    """The file's path inside the house, or None when it is no file of ours."""
    try:
        path = Path(file).relative_to(_HOUSE)
    except ValueError:
        return None
    return path.as_posix() if path.parts[0] in _OURS else None


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in _OURS


def _words(record: logging.LogRecord) -> str:
    args: Any = record.args
    if isinstance(args, Mapping):
        args = {name: _plain(value) for name, value in args.items()}
    elif args:
        args = tuple(_plain(value) for value in args)
    words = _plain(record.msg)
    words = str(words % args if args else words)
    words = _NUMBER.sub("(number)", _TOKEN.sub("(token)", words))
    return _CONTROL.sub(" ", words)[:_LONGEST]


def _plain(value: object) -> Any:
    return value if isinstance(value, _PLAIN) else f"<{type(value).__name__}>"


def _died(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _log.critical("the program has died", exc_info=error)


def _now(seconds: float) -> str:
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(seconds))}.{int(seconds * 1000) % 1000:03}Z"
