"""The inbox: what could not be brought is kept, shown where it is asked for, and put away by whoever has read it."""

import sqlite3
from contextlib import closing

from bot.cards import Card
from bot.domain.people import Face
from bot.domain.questions import Question, Status
from bot.events import Say, Where
from bot.ports.platform import Refusal
from bot.ports.records import What
from bot.retention import HOUR, LONGEST_ROUND, Retention
from bot.words import speak
from tests.fakes.house import PORCH, House, Somebody, buttons, labels, read, words_of

ALL_DAY = [Refusal("closed") for _ in range(100)]
OLDER, NEWER = speak("en")("button-older"), speak("en")("button-newer")
NOTHING = "Nothing waits for you: whatever I had for you has arrived."


def closes(who: Somebody) -> None:
    """Private messages to them are refused from now on."""
    who.house.platforms[who.platform].trouble_in[who.chat] = list(ALL_DAY)


def opens(who: Somebody) -> None:
    who.house.platforms[who.platform].trouble_in[who.chat] = []


def dump(house: House) -> list[str]:
    """All that stands in the store."""
    with closing(sqlite3.connect(house.path)) as connection:
        return list(connection.iterdump())


async def inbox(who: Somebody) -> Card:
    shown = await who.commands("inbox")
    assert isinstance(shown, Card)
    return shown


async def press(who: Somebody, card: Card, label: str) -> Card | None:
    button = next(each for each in buttons(card) if each.label == label)
    shown = await who.presses(button.action, *button.args)
    return shown if isinstance(shown, Card) else None


async def missed(house: House, *texts: str) -> tuple[Somebody, Question]:
    """Ana asked, closed her private messages, and opinions came."""
    ana = house.person("Ana")
    question = await ana.asks()
    closes(ana)
    for number, text in enumerate(texts):
        await house.person(f"Sam {number}").says(text, PORCH)
    return ana, question


async def test_there_is_nothing_for_a_stranger_and_nobody_is_met(porch: House) -> None:
    sam = porch.person("Sam")
    before = dump(porch)
    assert read(await inbox(sam)) == NOTHING
    assert dump(porch) == before


async def test_what_was_refused_is_shown_newest_first_and_looking_changes_nothing(porch: House) -> None:
    ana, _ = await missed(porch, "One.", "Two.", "Three.")
    before = dump(porch)
    newest = await inbox(ana)
    assert read(newest).startswith("1 of 3 that I could not bring you yet\nNew opinion on #1")
    assert words_of(newest) == ["Three."]
    assert labels(newest) == ["Reply", "★ Most helpful", "Thank", "Report", "Mute #1", OLDER, "I have read this"]
    middle = await press(ana, newest, OLDER)
    assert middle is not None
    assert (words_of(middle), middle.instead) == (["Two."], True)
    assert labels(middle) == ["Reply", "★ Most helpful", "Thank", "Report", "Mute #1", NEWER, OLDER, "I have read this"]
    oldest = await press(ana, middle, OLDER)
    assert oldest is not None
    assert words_of(oldest) == ["One."]
    assert labels(oldest) == ["Reply", "★ Most helpful", "Thank", "Report", "Mute #1", NEWER, "I have read this"]
    again = await press(ana, oldest, NEWER)
    assert again is not None
    assert words_of(again) == ["Two."]
    assert dump(porch) == before


async def test_what_was_read_is_put_away_and_only_the_rest_comes_when_they_can_be_written_to(porch: House) -> None:
    ana, question = await missed(porch, "One.", "Two.", "Three.")
    next_one = await press(ana, await inbox(ana), "I have read this")
    assert next_one is not None
    assert words_of(next_one) == ["Two."]
    assert read(next_one).startswith("1 of 2")
    opens(ana)
    await ana.says("I am back")
    told = "\n".join(ana.reads())
    assert ("One." in told, "Two." in told, "Three." in told) == (True, True, False)
    assert read(await inbox(ana)) == NOTHING
    assert question.number == 1


async def test_the_last_one_put_away_leaves_nothing(porch: House) -> None:
    ana, _ = await missed(porch, "One.")
    shown = await press(ana, await inbox(ana), "I have read this")
    assert shown is not None
    assert (read(shown), shown.instead) == (NOTHING, True)
    assert read(await inbox(ana)) == NOTHING


async def test_what_changes_after_it_was_put_away_is_there_again(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    await ana.asks()
    closes(ana)
    await sam.says("One.", PORCH)
    await press(ana, await inbox(ana), "I have read this")
    await sam.says("And one thing more.", PORCH)
    assert words_of(await inbox(ana)) == ["One.\n\nAnd one thing more."]


async def test_a_reply_from_the_inbox_is_passed_on_as_asker(porch: House) -> None:
    ana, _ = await missed(porch, "One.")
    card = await inbox(ana)
    opens(ana)
    await press(ana, card, "Reply")
    assert any("passed on as “Asker”" in each for each in ana.reads())
    await ana.says("Thank you.")
    assert read(porch.stands()[-1].card) == "Asker: Thank you."


async def test_each_face_is_spoken_to_as_itself(porch: House) -> None:
    """Sam answered under his name and asked something himself: both faces are kept something, one at a time."""
    ana, sam, eva = porch.person("Ana"), porch.person("Sam"), porch.person("Eva")
    first = await ana.asks()
    await sam.answers(first, "There is.", kind="I'm a Guy", named=True)
    await sam.asks("What shall we cook?")
    closes(sam)
    notice = next(each for each in ana.sees() if "There is." in read(each.card))
    await ana.taps("Reply", notice)
    await ana.says("Are you sure?")
    await eva.says("Soup.", PORCH, number=2)

    newest = await inbox(sam)
    assert words_of(newest) == ["Soup."]
    older = await press(sam, newest, OLDER)
    assert older is not None
    assert words_of(older) == ["Are you sure?"]
    assert [next(each.args[-1] for each in buttons(card) if each.label == "Reply") for card in (newest, older)] == [
        Face.ASKING,
        Face.OPEN,
    ]
    hidden, open_ = await sam.face(Face.ASKING), await sam.face(Face.OPEN)
    assert hidden is not None
    assert open_ is not None

    before = set(dump(porch))
    await press(sam, older, "I have read this")
    changed = before ^ set(dump(porch))
    assert len(changed) == 1, "one row of one face is gone"
    assert str(open_) in changed.pop()
    assert read(await inbox(sam)).startswith("1 of 1")

    opens(sam)
    await press(sam, older, "Reply")
    await sam.says("Quite sure.")
    assert read(porch.stands()[-1].card) == "Guy · Sam: Quite sure."


async def test_a_native_reply_to_what_the_inbox_showed_goes_where_it_belongs(porch: House) -> None:
    ana, _ = await missed(porch, "One.")
    card = await inbox(ana)
    opens(ana)
    await ana.commands("ask")
    quoted = tuple(map(str, (card.rows[0][0].action, *card.rows[0][0].args)))
    where = Where("telegram", None, None, "a message", "the inbox", quoted)
    await porch.dispatch.handle(ana.event(Say("Thank you."), where))
    await porch.quiet()
    assert read(porch.stands()[-1].card) == "Asker: Thank you."
    for forged in (
        ("reply", "x", "open"),
        ("reply", "1", "nobody"),
        ("reply", "9" * 30, "open"),
        ("reply", "7", "open"),
    ):
        shown = await porch.dispatch.handle(
            ana.event(Say("Nonsense"), Where("telegram", None, None, f"another {forged}", "x", forged))
        )
        assert shown is None or isinstance(shown, Card)
    await porch.quiet()
    assert not any("Nonsense" in read(each.card) for each in porch.stands())


async def test_nobody_sees_or_puts_away_what_is_kept_for_somebody_else(porch: House) -> None:
    ana, _ = await missed(porch, "One.")
    row = buttons(await inbox(ana))[-1].args[0]
    eve = porch.person("Eve")
    for action in ("inbox", "read"):
        shown = await eve.presses(action, row)
        assert isinstance(shown, Card)
        assert read(shown) == NOTHING
    assert words_of(await inbox(ana)) == ["One."]
    assert buttons(await inbox(ana))[-1].args[0] == row


async def test_what_was_taken_back_meanwhile_is_not_shown(porch: House) -> None:
    ana, question = await missed(porch, "One.", "Two.")
    card = await inbox(ana)
    await porch.store.write(lambda tx: tx.questions.set_status(question.id, Status.REMOVED))
    shown = await press(ana, card, OLDER)
    assert shown is not None
    assert read(shown) == read(await inbox(ana)) == NOTHING


async def test_the_receipt_itself_is_kept_with_its_buttons(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.commands("ask")
    await ana.taps("Everyone")
    await ana.says("Is there hope?")
    await ana.taps("Skip")
    post = next(each for each in buttons(ana.sees()[-1].card) if each.label == "Post it")
    closes(ana)
    await ana.presses(post.action, *post.args)
    card = await inbox(ana)
    assert "Your question is #1" in read(card)
    assert "Delete" in labels(card)
    await press(ana, card, "Delete")


async def test_forms_are_no_notices(porch: House) -> None:
    ana = porch.person("Ana")
    closes(ana)
    await ana.commands("ask")
    assert read(await inbox(ana)) == NOTHING
    face = await ana.face(Face.HIDDEN)
    assert face is not None
    rows = await porch.store.read(lambda tx: tx.outbox.kept(face, 5))
    assert [each.what for each in rows] == [What.FORM]


async def test_a_group_is_told_that_it_works_in_private(porch: House) -> None:
    shown = await porch.person("Ana").commands("inbox", place=PORCH)
    assert isinstance(shown, Card)
    assert read(shown) == "That works in our private chat only, where nobody else sees it: please send it to me there."
    assert not shown.aloud


async def test_coming_back_changes_one_face_and_the_others_when_they_act(porch: House) -> None:
    """A thief who copies the store before and after must not see two faces come back together."""
    ana, _ = await missed(porch, "One.")
    opens(ana)
    await ana.says("Openly.", PORCH)
    porch.telegram.moderators = {"id of Olga"}
    closes(ana)
    await porch.person("Olga").commands("remove", "No.", PORCH, answers=f"{ana.name} {ana.messages}")
    opens(ana)
    assert await unreachable(porch, ana) == {Face.OPEN, Face.ASKING}
    await ana.commands("start")
    assert await unreachable(porch, ana) == {Face.OPEN}
    await ana.asks("Is there any hope?")
    await ana.says("Hello?")
    assert await unreachable(porch, ana) == {Face.OPEN}, "what asks in private must not be seen to have written openly"
    assert "A moderator removed your opinion" in read(await inbox(ana))


async def test_an_open_face_is_tried_again_at_a_time_of_its_own(porch: House) -> None:
    await porch.person("Eva").asks()
    sam = porch.person("Sam")
    retention = Retention(porch.store, porch.vault, porch.clock)
    await retention.look()
    said = await sam.says("Openly.", PORCH)
    porch.telegram.moderators = {"id of Olga"}
    closes(sam)
    await porch.person("Olga").commands("remove", "No.", PORCH, answers=said)
    opens(sam)
    assert await unreachable(porch, sam) == {Face.OPEN}
    hour, face = porch.clock.now() // HOUR, await sam.face(Face.OPEN)
    assert face is not None
    while await unreachable(porch, sam):
        hour += 1
        porch.clock.advance(HOUR)
        await retention.look()
    await porch.quiet()
    assert (hour - 1) % LONGEST_ROUND == face % LONGEST_ROUND, "only its random id decides the hour"
    assert "A moderator removed your opinion" in sam.reads()[-1]


async def unreachable(house: House, who: Somebody) -> set[Face]:
    """The faces that are known not to be reached."""
    faces = [person for face in Face if (person := await who.face(face)) is not None]
    found = await house.store.read(lambda tx: [tx.people.get(each) for each in faces])
    return {each.face for each in found if not each.reachable}
