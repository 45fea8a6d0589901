"""A new key after a busy day: everybody is known, nothing is unreadable, and the former key is needed no more."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.notifications import Mode
from bot.domain.people import Face, PersonId
from bot.domain.pictures import Image
from bot.domain.removals import Removal
from bot.domain.sanctions import Kind, Sanction, SanctionId
from bot.ports.store import Tx
from bot.ports.vault import PlatformUser, SealBroken
from bot.vault import KeyVault
from storage import Database
from storage.rotation import Rotated, opened
from tests.core.test_forget import card, lived
from tests.fakes.clock import NEW_YEAR, FakeClock
from tests.fakes.house import KEY, house

NEW, NEWER = b"n" * 32, b"m" * 32
OLD_ID, NEW_ID = KeyVault([NEW, KEY]).keys[1], KeyVault([NEW]).keys[0]
ANA = PlatformUser("telegram", "id of Ana")
EVA = PlatformUser("telegram", "id of Eva")


@dataclass
class Day:
    """A file after a busy day, with somebody banned, somebody whose contact was destroyed, and somebody forgotten."""

    path: Path
    gone: list[PersonId]


@pytest.fixture
async def day(tmp_path: Path) -> Day:
    async with house(tmp_path) as busy:
        await busy.set_up()
        busy.telegram.moderators = {"id of Olga"}
        ana = await lived(busy)
        eva, ben = busy.person("Eva"), busy.person("Ben")
        await eva.asks("Will you forget how to reach me?")
        await ben.asks("Will you forget me?")
        await ben.presses("forget-yes")
        await eva.commands("report", "1")
        await ana.presses("notify", "silent", "hidden")
        case = await busy.store.read(lambda tx: tx.cases.waiting(tx.communities.on("telegram")[0].id, 0, 1)[0])
        await busy.person("Olga").presses("approve", case.id)
        gone = [person for face in Face if (person := await eva.face(face))]
        assert len(gone) == 2

        def put(tx: Tx) -> None:
            community = tx.communities.on("telegram")[0].id
            for user in (ana.user, eva.user):
                one = Sanction(SanctionId(0), community, Kind.WARN, True, "question", 1, "why", "Olga", 0, None, None)
                tx.sanctions.add(one, busy.vault.trace(user), Face.ASKING)
            for face in gone:
                tx.keeping.let_go(face, busy.vault.trace(eva.user))
            question = tx.questions.latest(community, 9)[-1]
            tx.pictures.hang(question.id, Image("png", b"a picture"))
            tx.removals.add(Removal("opinion", 7, None, "why"))
            tx.inbox.arrived("telegram", "1", busy.vault.seal(b"raw", "inbox"))

        await busy.store.write(put)
        return Day(busy.path, gone)


def rotate(path: Path, *keys: bytes) -> Rotated:
    with opened(path, KeyVault(keys), NEW_YEAR) as rotation:
        rotation.begin()
        return rotation.run()


def sealed_with(path: Path, key: str) -> list[str]:
    """Where in the file something is sealed with a key, whatever table it is."""
    thief = sqlite3.connect(path)
    tables = [name for (name,) in thief.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = [table for table in tables for row in thief.execute(f"SELECT * FROM {table}") if f"{key}." in f"{row}"]
    thief.close()
    return found


async def test_with_the_new_key_alone_everybody_is_known_and_everything_read(day: Day) -> None:
    assert {
        "person",
        "opinion",
        "reply",
        "form",
        "matter",
        "audit",
        "sanction",
        "errand",
        "inbox",
        "picture",
        "removal",
        "notification",
    } <= set(sealed_with(day.path, OLD_ID))
    told = rotate(day.path, NEW, KEY)
    assert told.broken == 0
    assert sealed_with(day.path, OLD_ID) == []
    vault = KeyVault([NEW])
    db = await Database.open(day.path, FakeClock(), vault)

    def check(tx: Tx) -> None:
        community = tx.communities.on("telegram")[0].id
        faces = {face: tx.people.find(vault.token(ANA, face)) for face in Face}
        for face, found in faces.items():
            assert found is not None
            assert (found.face, found.language) == (face, "en")
            contact = tx.people.contact(found.id)
            assert vault.open_contact(contact or "", f"contact:{found.id}") == ANA
        hidden, shown = faces[Face.HIDDEN], faces[Face.OPEN]
        assert hidden is not None
        assert shown is not None
        assert [each.by.name for each in tx.keeping.opinions(shown.id)] == ["Ana"]
        assert [each.by.name for each in tx.keeping.replies(shown.id)] == ["Ana"]
        assert len(tx.forms.all(hidden.id)) == 1
        assert [each.reason for each in tx.sanctions.of(community, vault.traces(ANA))] == ["why"]
        assert [each.by for each in tx.sanctions.latest(community, 0, 9)] == ["Olga"] * 2
        assert [each.by for each in tx.audit.latest(community, 0, 9)] == ["Olga"]
        case = tx.cases.of("question", hidden.id) or tx.cases.of("question", tx.questions.latest(community, 9)[-1].id)
        assert case is not None
        assert case.by == "Olga"
        assert tx.notifications.of(hidden.id).mode is Mode.SILENT
        assert len(tx.keeping.errands()) == 3
        question = tx.questions.latest(community, 9)[-1]
        assert tx.pictures.of(question.id) == Image("png", b"a picture")
        removal = tx.removals.of("opinion", 7)
        assert removal is not None
        assert removal.reason == "why"
        (raw,) = tx.inbox.waiting("telegram")
        assert vault.open(raw.sealed, "inbox") == b"raw"
        for person in day.gone:
            trace = tx.people.trace(person)
            assert vault.open(trace or "", f"trace:{person}").decode() == KeyVault([KEY]).trace(EVA)

    await db.read(check)
    await db.close()


async def test_the_audit_is_guarded_again_afterwards(day: Day) -> None:
    rotate(day.path, NEW, KEY)
    thief = sqlite3.connect(day.path)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        thief.execute("UPDATE audit SET action = 'nothing'")
    thief.close()


async def test_what_only_the_former_key_knows_is_told_and_renewed_when_they_come_back(day: Day, tmp_path: Path) -> None:
    rotate(day.path, NEW, KEY)
    vault = KeyVault([NEW, KEY])
    with opened(day.path, vault, NEW_YEAR) as rotation:
        needs = rotation.needs()
    assert (needs[OLD_ID].people, needs[OLD_ID].sanctions, needs[OLD_ID].sealed) == (2, 1, 0)
    assert needs[NEW_ID].people
    async with house(tmp_path, keys=(NEW, KEY)) as after:
        eva = after.person("Eva")
        shown = card(await eva.commands("mydata"))
        assert shown.document is not None
        assert b"Will you forget how to reach me?" in shown.document.data
        assert b'"kind": "warn"' in shown.document.data
        await eva.asks("Do you know me?")
        assert {await eva.face(Face.ASKING), await eva.face(Face.HIDDEN)} == {*day.gone}
    told = rotate(day.path, NEW, KEY)
    assert told.sanctions == 1
    with opened(day.path, vault, NEW_YEAR) as rotation:
        assert not rotation.needs()[OLD_ID]


class Dies(KeyVault):
    """A vault in a process that dies after so many seals."""

    __slots__ = ("left",)
    left: int

    def seal(self, plain: bytes, about: str) -> str:
        self._count()
        return super().seal(plain, about)

    def seal_contact(self, user: PlatformUser, about: str) -> str:
        self._count()
        return super().seal_contact(user, about)

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt


async def test_one_that_was_killed_anywhere_goes_on(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.rotation.PAGE", 2)
    deaths = 0
    for _ in range(50):
        vault = Dies([NEW, KEY])
        vault.left = 6
        try:
            with opened(day.path, vault, NEW_YEAR) as rotation:
                rotation.begin()
                rotation.run()
            break
        except KeyboardInterrupt:
            deaths += 1
            with opened(day.path, vault, NEW_YEAR) as rotation:
                assert rotation.unfinished()
    assert deaths > 3
    assert sealed_with(day.path, OLD_ID) == []
    db = await Database.open(day.path, FakeClock(), KeyVault([NEW]))
    tokens = [KeyVault([NEW]).token(ANA, face) for face in Face]
    assert None not in await db.read(lambda tx: [tx.people.find(token) for token in tokens])
    await db.close()


async def test_a_second_new_key_renews_what_the_first_did(day: Day) -> None:
    rotate(day.path, NEW, KEY)
    rotate(day.path, NEWER, NEW, KEY)
    vault = KeyVault([NEWER, NEW, KEY])
    with opened(day.path, vault, NEW_YEAR) as rotation:
        needs = rotation.needs()
    assert not needs[NEW_ID]
    assert needs[OLD_ID].people == 2
    assert sealed_with(day.path, NEW_ID) == []


async def test_what_no_key_opens_is_counted_and_left(day: Day) -> None:
    thief = sqlite3.connect(day.path)
    thief.execute("UPDATE opinion SET name = $1 WHERE name IS NOT NULL", {"1": f"{OLD_ID}.AAAA"})
    thief.commit()
    thief.close()
    told = rotate(day.path, NEW, KEY)
    assert told.broken == len(sealed_with(day.path, OLD_ID)) > 0
    with pytest.raises(SealBroken):
        KeyVault([NEW, KEY]).open(f"{OLD_ID}.AAAA", "name:1")
    with opened(day.path, KeyVault([NEW, KEY]), NEW_YEAR) as rotation:
        assert rotation.needs()[OLD_ID].sealed == told.broken
