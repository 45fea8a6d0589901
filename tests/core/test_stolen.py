"""Stolen: the files, a backup, the log and the metrics of a busy day, by somebody who knows everybody.

The thief finds no account, no name and no username. Two stores that differ in nothing but who asked look alike, so
nobody can tell which of two candidates it was; and trying all accounts of the community against every value in the
files finds nothing without the key. (With the key it does: that the search can succeed is tried as well.)
"""

import hashlib
import hmac
import itertools
import logging
import re
import sqlite3
from base64 import b64encode, urlsafe_b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot import words
from bot.cards import Card, Sheet
from bot.domain.appointments import DAY, HOUR, WEEK
from bot.domain.opinions import OpinionId
from bot.domain.people import Face
from bot.domain.votes import mark
from bot.events import Press, Reacted
from bot.meters import Meters
from bot.metrics import Metrics
from bot.ports.store import Tx
from bot.ports.vault import PlatformUser
from bot.vault import KeyVault
from bot.web import Web
from bot.words import _bundle as english
from bot.words import speak
from storage.backup import back_up
from tests.core.test_two_askers import OFFICE, _asks, _chooses, _folder
from tests.fakes.clock import NEW_YEAR
from tests.fakes.house import KEY, PORCH, House, Somebody, buttons, house, read

CANDIDATES = ("Anneliese", "Beatrix")
OTHERS = ("Samuel", "Evangeline")
SEALED = re.compile(r"[A-Za-z0-9_-]{8}\.[A-Za-z0-9_-]{38,}")
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}|[0-9a-f]{64}")


async def _busy_day(home: House, asker: str, *, forgotten: bool = True) -> None:
    """Everything that leaves a trace: asked, answered by name and without, replied, reported, decided, sanctioned; and
    ``forgotten`` by the asker in the end."""
    home.nameless = True
    await home.set_up()
    home.telegram.moderators = {"id of Olga"}
    told = await home.person("Olga").commands("link", "", PORCH)
    assert isinstance(told, Card)
    code = re.search(r"[A-Z2-9]{12}", read(told))
    assert code
    await home.person("Olga").commands("link", f"{code[0]} moderators", OFFICE)
    ana, bea = home.person(CANDIDATES[0], language="de"), home.person(CANDIDATES[1])
    sam, eva = (home.person(name) for name in OTHERS)
    await _asks(sam, "What shall we cook?")
    await _chooses(home, ana, "girl")
    await _chooses(home, bea, "guy")
    for number, who in enumerate((ana, bea, sam, eva)):
        await who.says(f"Soup, {number} times.", PORCH, 1)
    first = (await home.questions())[0]
    for who, kind in ((ana, "girl"), (bea, "guy")):
        sheet = await who.presses("answer", first.id)
        assert isinstance(sheet, Sheet)
        blanks = {"kind": kind, "text": "With garlic.", "named": "anonymous"}
        await who.fills(sheet, **{each.name: blanks[each.name] for each in sheet.blanks})
    mine = home.person(asker, language="de" if asker == CANDIDATES[0] else "en")
    await _asks(mine, "Who am I, after all?")
    said = await eva.says("You are loved.", PORCH, 2)
    notice = next(each for each in mine.sees() if "You are loved." in read(each.card))
    await mine.says("Thank you, I needed that.", answers=notice.id)
    named = [await who.says("Be kind to yourself.", PORCH, 2) for who in (ana, bea)]
    await _valued(home, mine, (ana, bea, sam, eva), said)
    await sam.commands("report", "", PORCH, answers=said)
    (case,) = home.stands(OFFICE)
    await home.person("Olga").taps("It's fine", case, OFFICE)
    for command in ("warn", "note"):
        await home.person("Olga").commands(command, "2 be careful", PORCH)
    for each in named:
        await home.person("Olga").commands("warn", "be careful too", PORCH, answers=each)
    await _keeps_up(home, mine, (ana, bea, sam, eva))
    await _moderated(home, mine, eva)
    await _in_time(home, mine, (ana, bea))
    for who in (eva, mine) if forgotten else ():
        await who.commands("forget")
        await who.presses("forget-yes")


async def _keeps_up(home: House, mine: Somebody, everybody: tuple[Somebody, ...]) -> None:
    """Followed, also by the asker, updated, told by the hour, muted, and put aside."""
    for who in everybody:
        await who.taps("Follow", home.card(2), PORCH)
    await mine.presses("notify", "hourly", "asking")
    second = (await home.questions())[1]
    await mine.presses("hush", second.id, "asking")
    sheet = await mine.commands("update", "2")
    assert isinstance(sheet, Sheet)
    await mine.fills(sheet, text="I know it now.")
    await everybody[2].says("So who are you?", PORCH, 2)
    assert "So who are you?" not in str(mine.reads())
    assert len(_values(home)["notification"]) == 1
    assert [row for row in _values(home)["outbox"] if "aside" in row]


async def _valued(home: House, mine: Somebody, people: Sequence[Somebody], said: str) -> None:
    """Everybody reacts to an opinion and votes for another by its button and in a poll, Sam changes his mind twice; the
    asker thanks for one and finds it the most helpful."""
    first, second = await home.questions()
    await home.store.write(lambda tx: tx.polls.add(first.id, ("Soup", "Bread")))
    opinions = await home.store.read(lambda tx: tx.opinions.page(first.id, ["girl", "guy", None], 0, 9))
    loved = await home.store.read(lambda tx: tx.opinions.page(second.id, ["girl", "guy", None], 0, 9)[-1])
    anonymous = next(each for each in opinions if each.by.name is None)
    for who in people:
        await who.does(Reacted(up=True), PORCH, message=said)
        await who.does(Press("vote", (str(anonymous.id),)), PORCH)
        await who.does(Press("ballot", (str(first.id), "1")), PORCH)
    await people[2].does(Press("ballot", (str(first.id), "0")), PORCH)
    await people[2].does(Reacted(up=False), PORCH, message=said)
    for action in ("thank", "helpful"):
        await mine.presses(action, loved.id)
    values = _values(home)
    assert len(values["vote"]) >= 5
    assert len(values["ballot"]) == 4


async def _moderated(home: House, mine: Somebody, eva: Somebody) -> None:
    """Held and let through, held and turned down, removed and put back, silenced, objected to and freed."""
    boss = home.person("Olga")
    await home.rule("words", '["turnip*"]')
    await _asks(mine, "Who eats turnips?")
    await eva.says("Turnips for you.", PORCH, 2)
    waiting = [each for each in home.stands(OFFICE) if any(button.action == "approve" for button in buttons(each.card))]
    assert len(waiting) == 2
    await boss.taps("Approve", waiting[0], OFFICE)
    await boss.commands("reject", "", PORCH, answers=f"m{home.written}")
    await eva.says("I meant no harm.", PORCH, 3)
    assert {each.number for each in await home.questions()} == {1, 2, 3}
    for command, said_with in (
        ("remove", "3 rude"),
        ("restore", "3"),
        ("lock", "3"),
        ("lock", "3 off"),
        ("mute", "2 1h why"),
    ):
        await boss.commands(command, said_with, PORCH)
    told = next(each for each in mine.sees() if any(button.action == "object" for button in buttons(each.card)))
    await mine.says("That was somebody else.", answers=told.id)
    await boss.commands("unban", "2", PORCH)
    audit = [action for (_, _, _, _, action, *_) in _values(home)["audit"]]
    assert {"approved", "rejected", "removed", "restored", "locked", "mute", "unban"} <= set(audit)
    for who, sign in (
        (mine, "anonymous"),
        (home.person(CANDIDATES[0], language="de"), "named"),
        (home.person(CANDIDATES[1]), "named"),
    ):
        await _writes_a_take(who, sign)


async def _writes_a_take(who: Somebody, sign: str) -> None:
    sheet = await who.commands("take")
    assert isinstance(sheet, Sheet)
    preview = await who.fills(sheet, title="What soup is to me", text="It is warm and kind. " * 10, sign=sign)
    assert isinstance(preview, Card)
    (post,) = [each for each in buttons(preview) if each.action == "publish"]
    await who.presses(post.action, *post.args)


async def _in_time(home: House, mine: Somebody, both: tuple[Somebody, Somebody]) -> None:
    """Nudged, closed and opened again; asked what happened, and told of the week; the rest is still to come."""
    for name, value in (("weekly", "true"), ("questions_a_day", "0")):
        await home.rule(name, value)
    community = (await home.questions())[0].community_id
    for who in both:
        await who.presses("nudges", "on", community)
    begun = home.clock.now()
    await _asks(mine, "Will nobody ever answer me?")
    await mine.commands("close", "3")
    home.clock.advance(26 * HOUR)
    await home.quiet()
    await mine.commands("reopen", "3")
    assert {row[0] for row in _values(home)["appointment"]} == {"happened", "silence", "week"}
    home.clock.advance(begun + WEEK + HOUR - home.clock.now())
    await home.quiet()
    told = Counter(row[1] for row in _values(home)["receipt"])
    assert (told["nudge"], told["happened"], told["week"]) == (2, 4, 1)


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """All that is logged, down to the smallest remark."""
    found: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(f"{record.getMessage()} {record.exc_info}")

    handler, ours = Kept(logging.DEBUG), [logging.getLogger(name) for name in ("bot", "cogs", "storage")]
    for each in ours:
        each.addHandler(handler)
        each.setLevel(logging.DEBUG)
    yield found
    for each in ours:
        each.removeHandler(handler)
        each.setLevel(logging.NOTSET)


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """There is another language, which is English in all its sentences, so that one of the candidates reads it."""
    speak.cache_clear()
    monkeypatch.setattr(words, "languages", lambda: frozenset({"en", "de"}))
    monkeypatch.setattr(words, "_bundle", lambda language: english("en"))
    yield
    speak.cache_clear()


def _loot(home: House) -> bytes:
    """The files as they lie there, and a backup, which its owner alone can read."""
    backup = home.path.with_suffix(".bak")
    back_up(home.path, backup)
    assert backup.stat().st_mode & 0o077 == 0
    assert b"Soup, 2 times." in backup.read_bytes(), "the backup is whole"
    assert b"Thank you, I needed that." not in backup.read_bytes(), "what was forgotten is in no later backup"
    return b"".join(each.read_bytes() for each in sorted(home.path.parent.iterdir()) if each.is_file())


async def _metrics(home: House, meters: Meters) -> bytes:
    """What `/metrics` tells at the end of the day."""
    page = Metrics(home.store, home.clock, meters, ["telegram"], lambda: home.store.written)
    web = Web([page])
    async with web.serving("127.0.0.1", 0), ClientSession(web.address) as session, session.get("/metrics") as answer:
        assert answer.status == 200
        return await answer.read()


def _values(home: House) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(home.path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}


def _forms(text: str) -> set[bytes]:
    """Ways to write something down."""
    raw = text.encode()
    return {raw, raw.hex().encode(), b64encode(raw).rstrip(b"="), urlsafe_b64encode(raw).rstrip(b"=")}


async def test_no_account_and_no_name_is_in_the_loot(tmp_path: Path, lines: list[str]) -> None:
    async with house(tmp_path, fills_forms=True) as home:
        meters = home.dispatch._meters = home.courier._meters = Meters()
        await _busy_day(home, CANDIDATES[0])
        metrics = await _metrics(home, meters)
        loot = _loot(home) + "\n".join(lines).encode() + metrics
    assert re.search(rb'events_total{outcome="done",platform="telegram"} [1-9]', metrics), "the day is told"
    assert not any(text in metrics for text in (b"Thank you", b"Soup", b"Porch", b"garlic", PORCH.encode()))
    assert b"Soup, 2 times." in loot, "the search finds what is there"
    for name in (*CANDIDATES, *OTHERS, "Olga"):
        found = [form for secret in (f"id of {name}", name) for form in _forms(secret) if form in loot]
        assert found == []
    assert b"Thank you" not in "\n".join(lines).encode()


async def test_the_metrics_of_two_days_that_differ_in_who_asked_are_the_same(tmp_path: Path) -> None:
    told: list[set[str]] = []
    for asker in CANDIDATES:
        async with house(_folder(tmp_path, asker), fills_forms=True) as home:
            meters = home.dispatch._meters = home.courier._meters = Meters()
            await _busy_day(home, asker)
            page = (await _metrics(home, meters)).decode()
            told.append({re.sub(r" [0-9.e+]+$", "", line) for line in page.splitlines()})
            gauges = [line for line in page.splitlines() if line.startswith(("agony_aunt_outbox", "agony_aunt_inbox"))]
            told[-1] |= set(gauges)
    assert told[0] == told[1]


@pytest.mark.parametrize("forgotten", [True, False])
async def test_two_stores_that_differ_in_who_asked_look_alike(tmp_path: Path, forgotten: bool) -> None:
    looks: list[dict[str, Counter[tuple[object, ...]]]] = []
    spoken: list[dict[str, set[str]]] = []
    for asker in CANDIDATES:
        async with house(_folder(tmp_path, asker), fills_forms=True) as home:
            await _busy_day(home, asker, forgotten=forgotten)
            spoken.append(await _languages(home))
            looks.append(_look(_values(home)))
    assert all(each["Anneliese"] <= {"de", ""} and each["Beatrix"] <= {"en", ""} for each in spoken)
    assert all("de" in each["Anneliese"] and "en" in each["Beatrix"] for each in spoken), "they differ in that too"
    for table in looks[0]:
        assert looks[0][table] == looks[1][table], table


async def _languages(home: House) -> dict[str, set[str]]:
    """What the store knows, with the key, of the language of the candidates' faces."""
    faces = {name: [await home.person(name).face(face) for face in Face] for name in CANDIDATES}

    def find(tx: Tx) -> dict[str, set[str]]:
        return {name: {tx.people.get(each).language for each in known if each} for name, known in faces.items()}

    return await home.store.read(find)


def _look(tables: dict[str, list[tuple[object, ...]]]) -> dict[str, Counter[tuple[object, ...]]]:
    """What can be compared: chance is taken out of ids (by their order) and of what is sealed (by its length).

    A person is called by all the rows they stand in, and those by the people in them, a few times over: so what leads
    from one row over a person to another is compared too. Tokens that stand in several rows lead from one to another
    as well, and so do errands, whose ids have no order: one among a thousand is below all others.
    """
    tables = tables | {"appointment": [(*row[:2], _day(row[2])) for row in tables["appointment"]]}
    people = {row[0] for name in ("person", "errand") for row in tables[name]}
    values = Counter(value for rows in tables.values() for row in rows for value in row)
    people |= {value for value, times in values.items() if times > 1 and _is_token(value)}
    numbers = sorted({v for rows in tables.values() for row in rows for v in row if isinstance(v, int)} - people)
    rank = {number: place for place, number in enumerate(numbers)}
    called: dict[object, str] = dict.fromkeys(people, "somebody")

    def plain(value: object) -> object:
        if value in called:
            return called[value]
        if isinstance(value, int):
            return rank[value]
        if isinstance(value, str) and SEALED.fullmatch(value):
            return f"sealed {len(value)}"
        return "a token" if _is_token(value) else value

    skipped = {"migration", "code"}  # nothing of people, and hashes of codes made by chance
    dealt = [(*row[:4], *row[6:]) for row in tables["receipt"]]  # messages race for their numbers
    compared = {name: rows for name, rows in (tables | {"receipt": dealt}).items() if name not in skipped}
    for _ in range(4):
        found: dict[object, list[str]] = {person: [] for person in people}
        for name, rows in compared.items():
            for row in rows:
                for column, value in enumerate(row):
                    if value in people:
                        found[value].append(f"{name}.{column} {tuple(map(plain, row))}")
        called = {each: hashlib.sha256(repr(sorted(rows)).encode()).hexdigest() for each, rows in found.items()}
    return {name: Counter(tuple(map(plain, row)) for row in rows) for name, rows in compared.items()}


def _day(moment: object) -> str:
    """Of an appointment, which was moved by chance within the hour."""
    assert isinstance(moment, int)
    return f"day {(moment - NEW_YEAR) // DAY}"


def _is_token(value: object) -> bool:
    return isinstance(value, str) and TOKEN.fullmatch(value) is not None


async def test_trying_all_accounts_finds_nobody_without_the_key(tmp_path: Path) -> None:
    accounts = [f"id of {name}" for name in (*CANDIDATES, *OTHERS, "Olga")] + [str(number) for number in range(200)]
    async with house(tmp_path, fills_forms=True) as home:
        await _busy_day(home, CANDIDATES[0])
        tables = _values(home)
        values = {v for rows in tables.values() for row in rows for v in row if isinstance(v, str)}
    assert not {guess for account in accounts for guess in _guesses(account, values)} & values
    vault = KeyVault([KEY])
    mine = PlatformUser("telegram", f"id of {CANDIDATES[0]}")
    assert vault.token(mine, Face.HIDDEN) in values, "with the key it would be found"
    voted = {OpinionId(opinion) for opinion, _ in tables["vote"] if isinstance(opinion, int)}
    assert {mark(vault.trace(PlatformUser("telegram", "id of Samuel")), each) for each in voted} & values
    marks = [found for _, found in tables["vote"]] + [row[1] for row in tables["ballot"]]
    assert len(set(marks)) == len(marks), "no two votes have anything in common"


def _guesses(account: str, values: set[str]) -> Iterator[str]:
    """What a thief would try: hashes and MACs of the account, with everything short in the files as the key."""
    texts = [account, f"telegram{account}", f"telegram:{account}", *(f"{face}telegram{account}" for face in Face)]
    keys = [b"", b"agony-aunt", b"agony-aunt tokens", *(v.encode() for v in sorted(values) if len(v) == 8)]
    for text, kind in itertools.product(texts, ("sha256", "sha1", "md5", "blake2b")):
        digests = [hashlib.new(kind, text.encode()).digest(), *(hmac.digest(key, text.encode(), kind) for key in keys)]
        for digest in digests:
            yield digest.hex()
            yield b64encode(digest).rstrip(b"=").decode()
            yield urlsafe_b64encode(digest).rstrip(b"=").decode()
