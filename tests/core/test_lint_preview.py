"""What could give somebody away: they are warned before anything anonymous goes out, and post it all the same if they
like."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card, Sheet
from bot.domain.people import Caller
from bot.events import Edit, Event, What, Where, Who
from bot.services import telltales
from tests.fakes.house import House, Somebody, house, labels, read, words_of

WARNING = "Someone could recognise you by: "
SAFE = "He never calls. What would you do?"


class Known(Somebody):
    """Somebody with a username."""

    def event(self, what: What, where: Where) -> Event:
        return Event(Who(self.user, self.name, self.language, handle="sternchen_84"), where, what)


@pytest.fixture
async def board(tmp_path: Path) -> AsyncIterator[House]:
    """A platform that fills in forms whole."""
    async with house(tmp_path, fills_forms=True) as built:
        await built.set_up()
        yield built


def known(house: House, name: str = "Marleen Faber") -> Known:
    return Known(house, name, "telegram")


async def written(person: Somebody, title: str, details: str) -> Card:
    """The preview of a question, step by step."""
    await person.commands("ask")
    await person.taps("Everyone")
    await person.says(title)
    await person.says(details)
    return person.sees()[-1].card


@pytest.mark.parametrize(
    ("details", "bits"),
    [
        ("Call me: +49 151 23456789.", "“+49 151 23456789”"),
        ("Write to me at rosa@example.org", "“rosa@example.org”"),
        ("I am @rosa.b on there", "“@rosa.b”"),
        ("This is him: https://www.instagram.com/rosa.b", "“https://www.instagram.com/rosa.b”"),
        ("Come to discord.gg/abcdef", "“discord.gg/abcdef”"),
        ("He says: Marleen, come home.", "“Marleen”"),
        ("They know me as Sternchen_84 there", "“Sternchen_84”"),
        ("@rosa.b and @rosa.b and rosa@example.org", "“@rosa.b”, “rosa@example.org”"),
    ],
)
async def test_the_preview_quotes_what_gives_the_asker_away(porch: House, details: str, bits: str) -> None:
    card = await written(known(porch), "Is there hope?", details)
    assert read(card).splitlines()[-1] == f"{WARNING}{bits}."
    assert labels(card)[0] == "Post it"


async def test_what_is_harmless_is_shown_without_a_warning_and_the_title_is_looked_at_too(porch: House) -> None:
    assert WARNING not in read(await written(known(porch), "Is there hope?", SAFE))
    eva = known(porch, "Eva Blum")
    assert f"{WARNING}“Blum”." in read(await written(eva, "Is Mrs Blum right?", SAFE))


async def test_posting_stays_possible_and_the_card_says_nothing_of_it(porch: House) -> None:
    ana = known(porch)
    await written(ana, "Is there hope?", "Write to rosa@example.org")
    await ana.taps("Post it")
    assert WARNING not in read(porch.card().card)
    assert words_of(porch.card().card) == ["Write to rosa@example.org"]


async def test_a_message_that_is_edited_is_looked_at_again(porch: House) -> None:
    ana = known(porch)
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says("Is there hope?")
    details = await ana.says("Write to rosa@example.org")
    assert WARNING in ana.reads()[-1]
    await ana.does(Edit(SAFE), message=details)
    assert WARNING not in ana.reads()[-1]
    await ana.taps("Edit")
    await ana.does(Edit("Call Marleen"), message=details)
    await ana.taps("Back")
    assert f"{WARNING}“Marleen”." in ana.reads()[-1]


async def test_a_sheet_is_looked_at_each_time_it_comes_back(board: House) -> None:
    ana = known(board)
    sheet = await ana.commands("ask")
    assert isinstance(sheet, Sheet)
    shown = await ana.fills(sheet, audience="guy", title="Is there hope?", details="I am @rosa.b")
    assert isinstance(shown, Card)
    assert f"{WARNING}“@rosa.b”." in read(shown)
    sheet = await ana.presses("edit", *shown.rows[0][1].args)
    assert isinstance(sheet, Sheet)
    shown = await ana.fills(sheet, audience="guy", title="Is there hope?", details=SAFE)
    assert isinstance(shown, Card)
    assert WARNING not in read(shown)


# ---- opinions ----------------------------------------------------------------------------------------------------


async def test_an_anonymous_opinion_is_taken_after_a_warning_only(porch: House) -> None:
    question = await porch.person("Ana").asks()
    sam = known(porch)
    await sam.answers(question, "Write to rosa@example.org", kind="I'm a Girl")
    card = sam.sees()[-1].card
    assert words_of(card) == ["Write to rosa@example.org"]
    assert f"{WARNING}“rosa@example.org”." in read(card)
    assert labels(card) == ["Send it anyway", "Edit", "Discard"]
    assert len(porch.stands()) == 1, "nothing of it is to be seen yet"
    shown = await sam.taps("Send it anyway")
    assert isinstance(shown, Card)
    assert "appears as “Girl 1”" in read(shown)
    assert read(porch.stands()[-1].card) == "Girl 1: Write to rosa@example.org"
    assert (await sam.presses("send", card.rows[0][0].args[0])) is not None
    assert len(porch.stands()) == 2, "pressed twice, it counts once"


async def test_one_that_is_harmless_or_named_goes_at_once(porch: House) -> None:
    question = await porch.person("Ana").asks()
    await known(porch).answers(question, SAFE, kind="I'm a Girl")
    eva = known(porch, "Eva Blum")
    await eva.answers(question, "Ask Eva Blum, that is me.", kind="I'm a Girl", named=True)
    said = [read(each.card) for each in porch.stands()[1:]]
    assert said == [f"Girl 1: {SAFE}", "Girl · Eva Blum: Ask Eva Blum, that is me."]


async def test_it_can_be_changed_first_and_then_goes_at_once(porch: House) -> None:
    question = await porch.person("Ana").asks()
    sam = known(porch)
    await sam.answers(question, "Write to rosa@example.org", kind="I'm a Girl")
    await sam.says("And another thing")
    assert isinstance(sam.shown, Card)
    assert read(sam.shown) == "What you wrote is ready: please press one of the buttons above."
    await sam.taps("Edit")
    await sam.taps("Opinion")
    await sam.says(SAFE)
    assert read(porch.stands()[-1].card) == f"Girl 1: {SAFE}"


async def test_a_message_edited_under_the_warning_waits_for_the_button(porch: House) -> None:
    question = await porch.person("Ana").asks()
    sam = known(porch)
    await sam.presses("answer", question.id)
    await sam.taps("I'm a Girl")
    text = await sam.says("Write to rosa@example.org")
    await sam.taps("Stay anonymous")
    await sam.does(Edit(SAFE), message=text)
    card = sam.sees()[-1].card
    assert (words_of(card), labels(card)[0]) == ([SAFE], "Send it")
    assert WARNING not in read(card)
    await sam.taps("Send it")
    assert read(porch.stands()[-1].card) == f"Girl 1: {SAFE}"


async def test_it_can_be_thrown_away(porch: House) -> None:
    question = await porch.person("Ana").asks()
    sam = known(porch)
    await sam.answers(question, "Write to rosa@example.org", kind="I'm a Girl")
    await sam.taps("Discard")
    assert sam.reads()[-1] == "Discarded. Nothing was kept."
    assert len(porch.stands()) == 1


async def test_nobody_else_can_send_it(porch: House) -> None:
    question = await porch.person("Ana").asks()
    sam = known(porch)
    await sam.answers(question, "Write to rosa@example.org", kind="I'm a Girl")
    await porch.person("Mallory").presses("send", sam.sees()[-1].card.rows[0][0].args[0])
    assert len(porch.stands()) == 1


async def test_a_question_is_not_sent_by_a_forged_button(porch: House) -> None:
    ana = known(porch)
    card = await written(ana, "Is there hope?", SAFE)
    await ana.presses("send", card.rows[0][0].args[0])
    assert await porch.questions() == []
    await ana.taps("Post it")
    assert len(await porch.questions()) == 1


async def test_a_whole_form_comes_back_filled_in(board: House) -> None:
    ana = board.person("Ana")
    sheet = await ana.commands("ask")
    assert isinstance(sheet, Sheet)
    shown = await ana.fills(sheet, audience="guy", title="Is there hope?", details="")
    assert isinstance(shown, Card)
    await ana.presses("post", *shown.rows[0][0].args)
    (question,) = await board.questions()
    sam = known(board)
    sheet = await sam.presses("answer", question.id)
    assert isinstance(sheet, Sheet)
    shown = await sam.fills(sheet, kind="guy", text="I am @rosa.b", named="anonymous")
    assert isinstance(shown, Card)
    assert labels(shown) == ["Send it anyway", "Edit", "Discard"]
    sheet = await sam.presses("edit", *shown.rows[0][1].args)
    assert isinstance(sheet, Sheet)
    assert {each.name: each.value for each in sheet.blanks}["text"] == "I am @rosa.b"
    await sam.fills(sheet, kind="guy", text=SAFE, named="anonymous")
    assert read(board.stands()[-1].card) == f"Guy 1: {SAFE}"


# ---- replies -----------------------------------------------------------------------------------------------------


async def talking(porch: House) -> tuple[Known, Somebody]:
    """An asker who has a notice of Sam's opinion."""
    ana, sam = known(porch), porch.person("Sam")
    await ana.asks()
    await sam.says("Leave him.", "-100")
    return ana, sam


async def test_a_reply_by_the_form_is_warned_of_before_it_goes(porch: House) -> None:
    ana, _ = await talking(porch)
    await ana.taps("Reply")
    await ana.says("I am Marleen.")
    assert f"{WARNING}“Marleen”." in ana.reads()[-1]
    assert not any("Asker" in read(each.card) for each in porch.stands())
    await ana.taps("Send it anyway")
    assert read(porch.stands()[-1].card) == "Asker: I am Marleen."


async def test_a_native_reply_is_warned_of_afterwards_and_can_be_taken_back(two: House) -> None:
    ana, _ = await talking(two)
    notice = next(each for each in ana.sees() if "New opinion" in read(each.card))
    await ana.says("I am Marleen.", answers=notice.id)
    shown = ana.shown
    assert isinstance(shown, Card)
    assert read(shown) == f"Passed on as “Asker”.\n{WARNING}“Marleen”."
    assert labels(shown) == ["Take back"]
    assert read(two.stands("-200")[-1].card) == "Asker: I am Marleen."
    args = shown.rows[0][0].args
    await two.person("Mallory").presses("unsay", *args)
    await ana.presses("unsay", *args, place="-100")
    assert read(two.stands("-200")[-1].card) == "Asker: I am Marleen.", "neither by others nor where others look on"
    gone = await ana.presses("unsay", *args)
    assert isinstance(gone, Card)
    assert read(gone) == "Taken back. Your own message you can delete yourself."
    assert not any("Marleen" in read(each.card) for each in two.stands("-200"))


async def test_a_harmless_native_reply_is_passed_on_without_a_word(porch: House) -> None:
    ana, _ = await talking(porch)
    notice = next(each for each in ana.sees() if "New opinion" in read(each.card))
    await ana.says("I can't.", answers=notice.id)
    assert isinstance(ana.shown, Card)
    assert labels(ana.shown) == []
    assert read(ana.shown) == "Passed on as “Asker”."


# ---- names are known for the moment only -------------------------------------------------------------------------


def test_names_show_in_no_repr() -> None:
    who = Somebody.event(known(None), Edit(""), Where("telegram"))  # type: ignore[arg-type]
    assert "Marleen" not in repr(who)
    assert "sternchen" not in repr(known(None).event(Edit(""), Where("telegram")))  # type: ignore[arg-type]


async def test_names_are_stored_nowhere(porch: House) -> None:
    await written(known(porch), "Is there hope?", SAFE)
    stored = b"".join(file.read_bytes() for file in porch.path.parent.glob("aunt.db*"))
    assert b"sternchen" not in stored
    assert b"Faber" not in stored


def test_only_so_many_are_shown_and_long_ones_are_cut() -> None:
    caller = Caller(lambda face: 1, lambda face: None, "telegram", "Ana")  # type: ignore[arg-type, return-value]
    many = " ".join(f"@somebody{number}" for number in range(20))
    assert len(telltales.found(caller, many)) == telltales.SHOWN_MAX
    (cut,) = telltales.found(caller, "https://www.instagram.com/" + "x" * 150)
    assert (len(cut), cut[-1]) == (telltales.LENGTH_MAX, "…")
