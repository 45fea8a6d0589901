"""A moderators' place on a platform where the community has no place for its questions: it can be worked from there.

And who speaks as a chat itself, as administrators can on Telegram, moderates that chat and nothing else.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cards import Button, Card
from bot.domain.communities import PlaceKind, Survey
from bot.events import Command, Event, Where
from tests.core.sanctioned import OFFICE, olga, text
from tests.core.sanctioned import office as opened
from tests.fakes.house import PORCH, House, Somebody, buttons, house, read

DEN = "-900"
ONLY = "Only moderators"


def shown_buttons(shown: object) -> list[Button]:
    return buttons(shown) if isinstance(shown, Card) else []


def pia(den: House, name: str = "Pia") -> Somebody:
    return den.person(name, "discord")


@pytest.fixture
async def den(tmp_path: Path) -> AsyncIterator[House]:
    """The questions stand on Telegram, the moderators sit on Discord. Olga moderates here, Pia there."""
    async with house(tmp_path, others=("discord",)) as built:
        built.telegram.moderators, built.platforms["discord"].moderators = {"id of Olga"}, {"id of Pia"}
        await built.person("Olga").commands("setup", "", PORCH)
        code = text(await built.person("Olga").commands("link", "", PORCH)).split("code is ")[1].split(".")[0]
        built.platforms["discord"].surveyed = Survey("The Den", PlaceKind.GROUP, moderator=True)
        assert "their own place" in text(await pia(built).commands("link", f"{code} moderators", DEN))
        await built.rule("review", '"all"')
        yield built


async def ask(person: Somebody) -> None:
    await person.commands("ask")
    await person.taps("Everyone")
    await person.says("Is there hope?")
    await person.taps("Skip")
    await person.taps("Post it")


async def test_a_case_is_decided_by_the_buttons_where_it_stands(den: House) -> None:
    await ask(den.person("Ana"))
    (case,) = [each for each in den.stands(DEN, "discord") if "waits for your decision" in read(each.card)]
    (approve,) = [each for each in buttons(case.card) if each.label == "Approve"]
    assert ONLY in text(await pia(den, "Mallory").presses(approve.action, *approve.args, place=DEN))
    assert "published" in text(await pia(den).presses(approve.action, *approve.args, place=DEN))
    assert "Is there hope?" in read(den.card(1).card)


@pytest.mark.parametrize(
    ("command", "words", "answer"),
    [
        ("queue", "", "What waits in"),
        ("reports", "", "What waits in"),
        ("approve", "1", "published"),
        ("ban", "1 Spam.", "Banned: the author of #1."),
        ("sanctions", "1", "Sanctions: the author of #1"),
        ("settings", "", "Review: every question"),
        ("audit", "", "What the moderators of"),
    ],
)
@pytest.mark.parametrize("place", [None, DEN])
async def test_every_command_works_in_private_and_in_the_place(
    den: House, command: str, words: str, answer: str, place: str | None
) -> None:
    if place is not None and not den.dispatch.commands[command].public:
        place = None
    await ask(den.person("Ana"))
    assert ONLY in text(await pia(den, "Mallory").commands(command, words, place))
    shown = await pia(den).commands(command, words, place)
    assert answer in text(shown) + " ".join(each.label for each in shown_buttons(shown))


async def test_settings_are_changed_from_there(den: House) -> None:
    shown = await pia(den).commands("settings", "")
    review = next(each for each in shown_buttons(shown) if each.label.startswith("Review"))
    assert ONLY in text(await pia(den, "Mallory").presses(review.action, *review.args))
    one = await pia(den).presses(review.action, *review.args)
    off = next(each for each in shown_buttons(one) if "nothing" in each.label)
    await pia(den).presses(off.action, *off.args)
    await ask(den.person("Ana"))
    assert "Is there hope?" in read(den.card(1).card)


async def test_once_questions_stand_there_too_their_place_decides(den: House) -> None:
    """Whoever has the say in the moderators' chat alone has none in the community."""
    code = text(await den.person("Olga").commands("link", "", PORCH)).split("code is ")[1].split(".")[0]
    await pia(den).commands("link", code, "-901")
    discord = den.platforms["discord"]
    survey = discord.survey

    async def there_only(place: str, user: object) -> Survey:
        found = await survey(place, user)  # type: ignore[arg-type]
        return replace(found, moderator=found.moderator and place == DEN)

    setattr(discord, "survey", there_only)  # noqa: B010
    await ask(den.person("Ana"))
    assert ONLY in text(await pia(den).commands("queue", ""))


# ---- who speaks as the chat itself


async def says_as_chat(house: House, command: str, words: str, place: str) -> str:
    """An administrator of that chat, who hides behind it, gives a command."""
    ghost = house.person("Ghost")
    house.telegram.moderators = {"id of Olga", "id of Ghost"}  # Telegram says of the chat's own account: administrator
    event: Event = ghost.event(Command(command, words), Where("telegram", place, None, "g1"))
    shown = await house.dispatch.handle(replace(event, who=replace(event.who, is_place=True)))
    await house.quiet()
    return text(shown)


@pytest.mark.parametrize("place", ["-777", OFFICE], ids=["a group of their own", "the moderators' chat"])
@pytest.mark.parametrize("command", ["ban", "sanctions", "remove", "approve", "lock"])
async def test_whoever_speaks_as_another_chat_is_no_moderator(porch: House, place: str, command: str) -> None:
    office = await opened(porch)
    await ask(office.person("Ana"))
    assert ONLY in await says_as_chat(office, command, "1", place)
    assert "There are no sanctions." in await olga(office, "sanctions", "1")
    assert "Is there hope?" in read(office.card(1).card)


async def test_whoever_speaks_as_the_place_itself_moderates_it(porch: House) -> None:
    office = await opened(porch)
    await ask(office.person("Ana"))
    assert "Banned: the author of #1." in await says_as_chat(office, "ban", "1 Spam.", PORCH)
