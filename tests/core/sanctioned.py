"""What the tests of sanctions share: a community whose moderator is Olga, and what somebody gets to see."""

from bot.cards import Card, Sheet, Toast
from bot.domain.people import Face
from bot.vault import KeyVault
from storage import Database
from tests.fakes.house import PORCH, House, Somebody, read

OFFICE = "-300"
"""Where the moderators are told."""


async def office(porch: House) -> House:
    """Olga moderates; the moderators have a place of their own."""
    porch.telegram.moderators = {"id of Olga"}
    code = text(await porch.person("Olga").commands("link", "", PORCH)).split("code is ")[1].split(".")[0]
    await porch.person("Olga").commands("link", f"{code} moderators", OFFICE)
    return porch


def text(shown: object) -> str:
    """What somebody was shown, in words."""
    if isinstance(shown, Card):
        return read(shown)
    if isinstance(shown, Toast):
        return shown.text
    assert shown is None or isinstance(shown, Sheet), shown
    return ""


async def olga(house: House, command: str, words: str, place: str | None = OFFICE, answers: str | None = None) -> str:
    """Olga gives a command."""
    return text(await house.person("Olga").commands(command, words, place, answers=answers))


def told(person: Somebody, words: str) -> list[str]:
    """The private messages with these words, oldest first."""
    return [each for each in person.reads() if words in each]


def offices(house: House) -> list[str]:
    return [read(each.card) for each in house.stands(OFFICE)]


async def reopened(house: House, *keys: bytes) -> None:
    """The bot is stopped and started again, with these keys."""
    await house.stop_gently()
    await house.store.close()
    house.vault = KeyVault(keys)
    house.store = await Database.open(house.path, house.clock, house.vault)
    house.build()
    await house.quiet()


async def standing(house: House) -> dict[str, int]:
    """How much there is of everything that people can add."""

    def count(tx: object) -> dict[str, int]:
        session = tx._session  # type: ignore[attr-defined]
        tables = ("question", "opinion", "passage", "reply", "report", "question_update", "vote", "ballot")
        counts = {each: session.row(f"SELECT count(*) FROM {each}")[0] for each in tables}
        valued = ("votes", "thanked", "helpful")
        return counts | {each: session.row(f"SELECT total({each}) FROM opinion")[0] for each in valued}

    return await house.store.read(count)


async def texts(house: House) -> list[str]:
    """Everything that people wrote in opinions and replies."""

    def find(tx: object) -> list[str]:
        rows = tx._session.rows("SELECT text FROM passage UNION ALL SELECT text FROM reply")  # type: ignore[attr-defined]
        return [found for (found,) in rows]

    return await house.store.read(find)


async def contact_destroyed(house: House, person: Somebody, face: Face) -> None:
    """As retention does: the contact goes, and the sealed trace takes its place."""
    found = await person.face(face)
    assert found is not None
    sealed = house.vault.seal(house.vault.trace(person.user).encode(), f"trace:{found}")

    def destroy(tx: object) -> None:
        session = tx._session  # type: ignore[attr-defined]
        session.run("UPDATE person SET contact = NULL, trace = $2 WHERE id = $1", found, sealed)

    await house.store.write(destroy)
