"""The form step by step, in one message of the private chat: every way through it."""

import pytest

from bot.cards import Card, Toast
from bot.domain.communities import PlaceKind
from bot.events import Edit
from bot.ports.store import Tx
from bot.services.reading import OTHERS
from tests.fakes.house import PORCH, YARD, House, Somebody, labels, read, words_of

POLL = "Poll options (one per line)"


@pytest.fixture
def ana(porch: House) -> Somebody:
    return porch.person("Ana")


def asked(person: Somebody) -> str:
    """The last line of the newest message."""
    return person.reads()[-1].split("\n")[-1]


async def test_a_question_is_asked_step_by_step_in_one_message(porch: House, ana: Somebody) -> None:
    assert await ana.commands("ask") is None
    assert asked(ana) == "Who should answer?"
    assert labels(ana.sees()[-1].card) == ["Guys", "Girls", "Everyone", "Discard"]
    first = ana.sees()[-1].id
    await ana.taps("Girls")
    assert asked(ana).startswith("Write the title")
    assert labels(ana.sees()[-1].card) == ["Back", "Discard"]
    await ana.says("Is there\n hope? ")
    assert labels(ana.sees()[-1].card) == ["Skip", "Back", "Discard"]
    await ana.says("He left.\n\nAnd came back.")
    preview = ana.sees()[-1]
    assert preview.id == first
    assert len(ana.sees()) == 1
    assert read(preview.card).startswith("This is how it will look in The Porch:\nFor Girls: Is there hope?")
    assert words_of(preview.card) == ["He left.\n\nAnd came back."]
    assert labels(preview.card) == ["Post it", "Edit", "Discard", "Add a poll"]
    assert porch.stands() == []
    await ana.taps("Post it")
    assert [read(each.card).split("\n")[0] for each in porch.stands()] == ["For Girls: Is there hope?"]
    assert read(ana.sees()[0].card) == "Posted as #1."


async def test_details_can_be_skipped_and_nothing_else(ana: Somebody) -> None:
    await ana.commands("ask")
    await ana.taps("Everyone")
    form = ana.sees()[-1].card.rows[-1][0].args[0]
    refused = await ana.presses("skip", form)
    assert refused == Toast("That button belongs to an earlier step: please use the newest message of the form.")
    await ana.says("Is there hope?")
    await ana.taps("Skip")
    assert words_of(ana.sees()[-1].card) == []
    assert labels(ana.sees()[-1].card)[0] == "Post it"


async def test_back_leads_to_the_step_before_and_keeps_what_was_said(ana: Somebody) -> None:
    await ana.commands("ask")
    await ana.taps("Guys")
    await ana.says("Is there hope?")
    await ana.taps("Back")
    assert asked(ana).startswith("Write the title")
    await ana.taps("Back")
    assert asked(ana) == "Who should answer?"
    await ana.taps("Girls")
    # The title is there, so the next thing that is missing is asked for.
    assert asked(ana).startswith("Now the details")
    await ana.taps("Skip")
    assert "For Girls: Is there hope?" in ana.reads()[-1]


async def test_edit_asks_which_field_and_comes_back_to_the_preview(ana: Somebody) -> None:
    await preview(ana)
    await ana.taps("Edit")
    assert read(ana.sees()[-1].card) == "What do you want to change?"
    assert labels(ana.sees()[-1].card) == ["Who should answer?", "Title", "Details", POLL, "Back"]
    await ana.taps("Back")
    assert labels(ana.sees()[-1].card)[0] == "Post it"
    await ana.taps("Edit")
    await ana.taps("Title")
    await ana.says("Another title")
    assert "For everyone: Another title" in ana.reads()[-1]
    await ana.taps("Edit")
    await ana.taps("Who should answer?")
    await ana.taps("Guys")
    assert "For Guys: Another title" in ana.reads()[-1]


async def preview(person: Somebody) -> Card:
    """As far as the preview."""
    await person.commands("ask")
    await person.taps("Everyone")
    await person.says("Is there hope?")
    await person.taps("Skip")
    return person.sees()[-1].card


@pytest.mark.parametrize("steps", range(4))
async def test_discard_drops_the_form_at_every_step(porch: House, ana: Somebody, steps: int) -> None:
    await ana.commands("ask")
    if steps > 0:
        await ana.taps("Everyone")
    if steps > 1:
        await ana.says("Is there hope?")
    if steps > 2:
        await ana.taps("Skip")
    old = ana.sees()[-1].card
    await ana.taps("Discard")
    assert [read(each.card) for each in ana.sees()] == ["Discarded. Nothing was kept."]
    again = await ana.presses(old.rows[0][0].action, *old.rows[0][0].args)
    assert again == Toast("That form is finished or discarded. Send /ask to begin a new one.")
    assert await porch.questions() == []


async def test_a_form_left_behind_is_taken_up_in_a_new_message_and_the_old_one_goes(
    porch: House, ana: Somebody
) -> None:
    await ana.commands("ask")
    await ana.taps("Guys")
    await ana.says("Is there hope?")
    old = ana.sees()[-1].id
    await porch.crash()
    porch.build()
    await ana.commands("ask")
    (now,) = ana.sees()
    assert now.id != old
    assert "You had begun this; it is all here." in read(now.card)
    await ana.taps("Skip")
    assert "For Guys: Is there hope?" in ana.reads()[-1]
    assert "You had begun this" not in ana.reads()[-1]


async def test_what_is_refused_is_said_and_the_form_stays(ana: Somebody) -> None:
    async def says(text: str | None) -> str:
        await ana.says(text)
        assert isinstance(ana.shown, Card)
        return read(ana.shown)

    await ana.commands("ask")
    assert await says("Is there hope?") == "Please choose with one of the buttons above."
    await ana.taps("Everyone")
    assert (await says("Hm?")).startswith("That title is too short (3): please write at least 5 characters.")
    assert (await says("x" * 101)).startswith("That title is too long (101 characters): 100 is the most.")
    assert (await says(None)).startswith("I can only take text for this step")
    await ana.says("Is there hope?")
    assert (await says("x" * 4001)).startswith("That is too long (4,001 characters): 4,000 is the most.")
    await ana.says("x" * 4000)
    assert words_of(ana.sees()[-1].card) == ["x" * 4000]
    assert (await says("One more thing")).startswith("Your question is ready")


async def test_words_written_unasked_are_offered_and_added_up(ana: Somebody) -> None:
    await ana.says("Is there hope?")
    assert labels(ana.sees()[-1].card) == ["Ask this anonymously", "Discard"]
    await ana.taps("Ask this anonymously")
    await ana.taps("Everyone")
    # What was short enough is the title already.
    assert asked(ana).startswith("Now the details")
    await ana.taps("Discard")
    await ana.says("He left.")
    await ana.says("x" * 200)
    await ana.taps("Ask this anonymously")
    await ana.taps("Everyone")
    await ana.says("Is there hope?")
    assert words_of(ana.sees()[-1].card) == ["He left.\n\n" + "x" * 200]


async def test_nobody_fills_in_another_persons_form(porch: House, ana: Somebody) -> None:
    card = await preview(ana)
    mallory = porch.person("Mallory")
    for button in card.rows[0]:
        shown = await mallory.presses(button.action, *button.args)
        assert shown == Toast("That form is finished or discarded. Send /ask to begin a new one.")
    await mallory.presses("field", card.rows[0][0].args[0], "title")
    await ana.taps("Post it")
    assert len(porch.stands()) == 1


async def test_the_only_community_is_not_asked_for_and_one_of_two_is(porch: House, ana: Somebody) -> None:
    await porch.set_up("The Attic", "-300", PlaceKind.GROUP)
    await ana.commands("ask")
    assert asked(ana) == "Which community do you want to ask?"
    await ana.taps("The Attic")
    assert asked(ana) == "Who should answer?"
    await ana.taps("Back")
    await ana.taps("The Porch")
    await ana.taps("Everyone")
    await ana.says("Is there hope?")
    await ana.taps("Skip")
    await ana.taps("Post it")
    assert (len(porch.stands(PORCH)), len(porch.stands("-300"))) == (1, 0)


async def test_who_was_seen_in_one_community_is_not_asked_for_it(porch: House, ana: Somebody) -> None:
    await ana.asks()
    await porch.set_up("The Attic", "-300", PlaceKind.GROUP)
    await ana.commands("ask")
    assert asked(ana) == "Who should answer?"


async def test_an_edited_message_changes_the_field_that_it_was(ana: Somebody) -> None:
    await ana.commands("ask")
    await ana.taps("Everyone")
    title = await ana.says("Is there hpoe?")
    await ana.does(Edit("Is there hope?"), message=title)
    await ana.does(Edit("Something else"), message="of long ago")
    await ana.taps("Skip")
    assert "For everyone: Is there hope?" in ana.reads()[-1]


async def test_who_is_asked_for_a_category_is_asked_once(porch: House, ana: Somebody) -> None:
    question = await ana.asks()
    second = await ana.asks("And another one")
    sam = porch.person("Sam")
    await sam.answers(question, "Yes.", kind="Rather not say")
    await sam.answers(second, "No.")
    shown = [read(each.card) for each in porch.stands()]
    assert sum("Others (1)" in each for each in shown) == 2
    assert [each for each in shown if each.startswith("Someone 1")] == ["Someone 1: Yes.", "Someone 1: No."]
    assert (await sam.presses("page", question.id, OTHERS)) is not None


async def test_after_a_form_is_done_the_one_left_open_comes_back(porch: House, ana: Somebody) -> None:
    question = await porch.person("Eva").asks()
    await ana.commands("ask")
    await ana.taps("Guys")
    await ana.answers(question, "Yes.", kind="I'm a Girl")
    assert asked(ana).startswith("Write the title")
    await ana.says("Is there hope?")
    assert asked(ana).startswith("Now the details")


async def test_a_form_lies_sealed(porch: House, ana: Somebody) -> None:
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says("Is there hope?")

    def forms(tx: Tx) -> int:
        return len(tx.outbox.due(10))

    assert await porch.store.read(forms) == 0
    assert b"Is there hope?" not in b"".join(file.read_bytes() for file in porch.path.parent.glob("aunt.db*"))
    assert YARD not in str(ana.reads())
