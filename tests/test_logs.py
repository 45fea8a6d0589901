"""The log's promise: no text of anybody, no platform id, no token, whoever writes the line and however it fails."""

import asyncio
import gc
import logging
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator

import pytest

from bot import logs
from bot.ports.vault import PlatformUser

TEXT = "my sister does not know that I"
TOKEN = "700100200:AAF-canary_canary_canary_canary_x"
USER_ID = "5550001112"
CANARIES = (TEXT, TOKEN, TOKEN.partition(":")[2], USER_ID)

Lines = Callable[[], list[str]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """The log set up at DEBUG; gives what it has written so far, and puts everything back afterwards."""
    root = logging.getLogger()
    before = (list(root.handlers), root.level, sys.excepthook, sys.unraisablehook, threading.excepthook)
    logs.configure("DEBUG")
    yield lambda: capsys.readouterr().err.splitlines()
    logging.captureWarnings(False)
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    sys.excepthook, sys.unraisablehook, threading.excepthook = before[2:]
    for name in ("bot", "cogs", "storage"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def assert_clean(written: list[str]) -> None:
    """Something was written, and none of the canaries is in it."""
    assert written
    for canary in CANARIES:
        assert canary not in "\n".join(written)


class Refused(Exception):
    """As libraries raise them: text and ids in the message."""


def fail() -> None:
    """Fails the way a platform library does, with one failure behind the other."""
    try:
        raise ValueError(f"chat {USER_ID} said {TEXT}")
    except ValueError as error:
        raise Refused(f"POST /bot{TOKEN}/sendMessage") from error


def test_a_line_tells_time_level_place_and_words(lines: Lines) -> None:
    logging.getLogger("bot.courier").info("%d delivered to %s", 3, "telegram")
    (line,) = lines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO bot\.courier 3 delivered to telegram", line)


def test_the_level_is_kept_for_our_own_code(lines: Lines) -> None:
    logs.configure("WARNING")
    logging.getLogger("bot.courier").info("not told")
    logging.getLogger("cogs.asking").warning("told")
    assert [line.partition(" ")[2] for line in lines()] == ["WARNING cogs.asking told"]


def test_being_set_up_twice_writes_each_line_once(lines: Lines) -> None:
    logs.configure("INFO")
    logging.getLogger("storage.database").info("once")
    assert len(lines()) == 1


@pytest.mark.parametrize("name", ["httpx", "aiohttp.access", "telegram.ext.Application", "asyncio", "root"])
def test_a_librarys_words_are_never_told(lines: Lines, name: str) -> None:
    logger = logging.getLogger(name)
    logger.error("HTTP Request: POST /bot%s/sendMessage %s", TOKEN, {"chat_id": USER_ID, "text": TEXT})
    written = lines()
    assert_clean(written)
    assert f"ERROR {name} " in written[0]


@pytest.mark.parametrize("name", ["httpx", "aiohttp.access", "telegram"])
def test_a_library_is_silent_below_warning(lines: Lines, name: str) -> None:
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)  # as a library may do by itself
    try:
        logger.info("GET /webhook %s", TOKEN)
    finally:
        logger.setLevel(logging.NOTSET)
    assert lines() == []


@pytest.mark.parametrize("name", ["bot.dispatch", "telegram.request"])
def test_an_exception_is_told_by_types_and_our_places_only(lines: Lines, name: str) -> None:
    try:
        fail()
    except Refused:
        logging.getLogger(name).exception("that went wrong")
    written = lines()
    assert_clean(written)
    assert written[0].endswith("[Refused, after ValueError]"), "tests/ is none of our places"
    assert len(written) == 1, "one line per event, no traceback"


def test_our_own_places_are_told(lines: Lines) -> None:
    log = logging.getLogger("bot.app")
    try:
        logs.configure(TEXT)
    except KeyError:
        log.exception("no such level")
    assert re.search(r" no such level \[KeyError at bot/logs\.py:\d+\]$", lines()[0])


def test_a_group_of_exceptions_is_told_by_types(lines: Lines) -> None:
    group = ExceptionGroup(TEXT, [Refused(TOKEN), ExceptionGroup(TEXT, [ValueError(USER_ID)])])
    logging.getLogger("bot.app").error("stopped", exc_info=group)
    written = lines()
    assert_clean(written)
    assert written[0].endswith("[ExceptionGroup(Refused; ExceptionGroup(ValueError))]")


def test_an_exception_that_is_its_own_cause_ends(lines: Lines) -> None:
    first, second = ValueError(TEXT), Refused(TEXT)
    first.__cause__, second.__cause__ = second, first
    logging.getLogger("bot.app").error("turning", exc_info=first)
    assert lines()[0].endswith("[ValueError, after Refused]")


def test_what_is_no_plain_value_is_told_by_its_type(lines: Lines) -> None:
    log = logging.getLogger("bot.dispatch")
    user = PlatformUser("telegram", USER_ID)
    log.info("met %s, who sent %r, then %s and %s", user, {"text": TEXT}, Refused(TEXT), TEXT.encode())
    log.info("%(what)s", {"what": [TEXT]})
    log.error(Refused(TEXT))
    written = lines()
    assert_clean(written)
    assert written[0].endswith("met <PlatformUser>, who sent '<dict>', then <Refused> and <bytes>")
    assert written[1].endswith(" <list>")
    assert written[2].endswith(" <Refused>")


def test_a_slip_of_our_own_is_caught_by_its_shape(lines: Lines) -> None:
    log = logging.getLogger("bot.platforms.telegram.client")
    log.warning("asked /bot%s/getMe for user_%s in -100%s", TOKEN, USER_ID, USER_ID)
    written = lines()
    assert_clean(written)
    assert written[0].endswith("asked /bot(token)/getMe for user_(number) in -(number)")


def test_one_event_stays_one_line(lines: Lines) -> None:
    logging.getLogger("bot.app").info("one\n2026-01-01 ERROR bot.app %s\x1b[2J\u2028end", "two\r\nthree")
    (line,) = lines()
    assert line.endswith("one 2026-01-01 ERROR bot.app two three [2J end")


def test_a_line_that_can_not_be_made_shows_nothing(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    ours = [handler for handler in root.handlers if type(handler).__module__ == logs.__name__]
    monkeypatch.setattr(root, "handlers", ours)  # pytest's own let a test fail for such a line
    # The argument is text where a number is wanted: Python's own report of that prints all arguments.
    logging.getLogger("bot.app").info("%d", TEXT)
    written = lines()
    assert_clean(written)
    assert "a log line could not be put together" in written[0]
    assert len(written) == 1


def test_warnings_of_libraries_show_nothing(lines: Lines) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)  # pytest has put its own in since
        logging.captureWarnings(True)
        warnings.warn(TEXT, UserWarning, stacklevel=1)
    assert_clean(lines())


def test_what_dies_outside_a_log_call_shows_nothing(lines: Lines) -> None:
    try:
        fail()
    except Refused as error:
        sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    class Finalised:
        def __del__(self) -> None:
            fail()

    Finalised()
    gc.collect()
    written = lines()
    assert_clean(written)
    assert [line.split(" ")[1] for line in written] == ["CRITICAL", "CRITICAL", "ERROR"]
    assert all("Refused, after ValueError" in line for line in written)


def test_an_interrupt_is_no_failure(lines: Lines) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert lines() == []


async def test_a_lost_task_shows_nothing(lines: Lines) -> None:
    async def lost() -> None:
        fail()

    task = asyncio.get_running_loop().create_task(lost(), name=TEXT)
    await asyncio.sleep(0)
    del task
    gc.collect()
    written = lines()
    assert_clean(written)
    assert "ERROR asyncio " in written[0]
    assert "Refused, after ValueError" in written[0]
