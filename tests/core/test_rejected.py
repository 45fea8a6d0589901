"""What was rejected before anybody saw it: a moderator can publish it after all, until its author wants it gone."""

from collections.abc import Sequence

import pytest

from bot.ports.platform import Chat, Sent
from tests.core.sanctioned import OFFICE, olga, text
from tests.core.sanctioned import office as opened
from tests.core.sanctioned import offices as cases
from tests.fakes.house import PORCH, House, Somebody, buttons, read


@pytest.fixture
async def strict(porch: House) -> House:
    """Every question is looked at, and so is "scoundrel"."""
    house = await opened(porch)
    await house.rule("review", '"all"')
    await house.rule("words", '["scoundrel"]')
    return house


async def ask(person: Somebody, title: str) -> None:
    await person.commands("ask")
    await person.taps("Everyone")
    await person.says(title)
    await person.taps("Skip")
    await person.taps("Post it")


def labels(house: House) -> list[str]:
    """The buttons of the newest card in the moderators' place."""
    return [each.label for each in buttons(house.stands(OFFICE)[-1].card)]


def _deleting(house: House) -> list[str]:
    """Notes the messages that are deleted in the porch."""
    found: list[str] = []
    delete = house.telegram.delete

    async def noting(to: Chat, sent: Sequence[Sent]) -> None:
        if to == Chat(place=PORCH):
            found.extend(each.message for each in sent)
        await delete(to, sent)

    setattr(house.telegram, "delete", noting)  # noqa: B010
    return found


async def test_a_question_is_published_after_all_and_its_asker_told(strict: House) -> None:
    ana = strict.person("Ana")
    await ask(ana, "Is there hope?")
    await olga(strict, "reject", "1 Not here.")
    assert "did not publish #1" in ana.reads()[-1]
    assert "Put it back" in labels(strict)
    assert "Put back everywhere: #1." in await olga(strict, "restore", "1")
    assert "Is there hope?" in read(strict.card(1).card)
    assert "posted ✓" in ana.reads()[-1]
    assert "It was put back since." in cases(strict)[-1]
    assert "Put it back" not in labels(strict)
    assert "Ban…" not in labels(strict)
    assert "stands already" in await olga(strict, "restore", "1")
    assert "Removed everywhere" in await olga(strict, "remove", "1")
    assert "A moderator removed #1" in ana.reads()[-1], "and from now on it is removed as one that was seen"


async def test_the_button_under_the_case_does_it_in_the_moderators_place(strict: House) -> None:
    await ask(strict.person("Ana"), "Is there hope?")
    await olga(strict, "reject", "1 Not here.")
    card = strict.stands(OFFICE)[-1]
    (button,) = [each for each in buttons(card.card) if each.label == "Put it back"]
    sam = await strict.person("Sam").presses(button.action, *button.args, place=OFFICE)
    assert "Only moderators" in text(sam)
    assert "put back" in text(await strict.person("Olga").presses(button.action, *button.args, place=OFFICE))
    assert "Is there hope?" in read(strict.card(1).card)
    again = await strict.person("Olga").presses(button.action, *button.args, place=OFFICE)
    assert "already" in text(again), "two moderators at once do it once"


async def test_its_author_can_have_it_gone_for_good(strict: House) -> None:
    ana = strict.person("Ana")
    await ask(ana, "Is there hope?")
    await olga(strict, "reject", "1 Not here.")
    await ana.taps("Delete for good")
    await ana.taps("Yes, delete it")
    assert "Its author took that back" in await olga(strict, "restore", "1")
    assert await strict.questions() == []


async def test_an_opinion_written_in_the_thread_goes_from_it_and_comes_back(strict: House) -> None:
    await strict.link()
    ana, sam = strict.person("Ana"), strict.person("Sam")
    await ask(ana, "Is there hope?")
    await olga(strict, "approve", "1")
    await sam.commands("start")
    message = await sam.says("He is a scoundrel.", PORCH)
    assert "stands in the thread as you wrote it" in sam.reads()[-1]
    deleted = _deleting(strict)
    await olga(strict, "remove", "", answers=strict.stands(OFFICE)[-1].id)
    assert "did not publish what you wrote" in sam.reads()[-1]
    assert "Others" not in read(strict.card().card)
    assert set(deleted) == {message}
    assert "scoundrel" not in "".join(ana.reads())
    await olga(strict, "restore", "", answers=strict.stands(OFFICE)[-1].id)
    assert "Others (1)" in read(strict.card().card)
    assert "scoundrel" in "".join(ana.reads())
    assert "scoundrel" in "".join(read(each.card) for each in strict.stands(PORCH))


async def test_a_private_reply_is_rejected_and_reaches_them_after_all(strict: House) -> None:
    ana, sam = strict.person("Ana"), strict.person("Sam")
    await ask(ana, "Is there hope?")
    await olga(strict, "approve", "1")
    await sam.answers((await strict.questions())[0], "There is.", kind="Rather not say")
    await ana.taps("Reply")
    await ana.says("He is a scoundrel though.")
    case = strict.stands(OFFICE)[-1]
    await olga(strict, "remove", "", answers=case.id)
    assert not any("scoundrel" in each for each in sam.reads())
    await olga(strict, "restore", "", answers=case.id)
    assert any("scoundrel" in each for each in sam.reads())
    assert "stands again" in ana.reads()[-1]


async def test_what_was_forgotten_is_not_published(strict: House) -> None:
    ana = strict.person("Ana")
    await ask(ana, "Is there hope?")
    await olga(strict, "reject", "1")
    await ana.presses("forget-yes")
    assert "took that back" in await olga(strict, "restore", "1")


async def test_after_signs_of_a_crisis_help_comes_with_the_no_and_nothing_against_them(strict: House) -> None:
    ana = strict.person("Ana")
    await ask(ana, "I want to kill myself")
    await olga(strict, "reject", "1 Please call somebody.")
    told = ana.reads()[-1]
    assert told.index("You are not alone") < told.index("did not publish #1") < told.index("Please call somebody.")
    assert not {"Ban…", "Mute…", "→ Warn…"} & set(labels(strict))
