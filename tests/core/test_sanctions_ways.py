"""Every way in, tried by somebody who is sanctioned: nothing of it has an effect, and all of it that was begun before.

And the rule that outranks it: what somebody says in public under their name goes on counting while a sanction on
something anonymous holds, and nothing that anybody else sees tells that there is one.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from bot.cards import Card
from bot.domain.opinions import Opinion
from bot.domain.questions import Question
from bot.events import Edit, Reacted
from bot.ports.records import What
from bot.ports.store import Tx
from tests.core.sanctioned import office as opened
from tests.core.sanctioned import offices, olga, standing, text, texts
from tests.fakes.house import PORCH, House, Somebody, buttons, read, words_of
from tests.fakes.platform import Message

BANNED = "have excluded you from asking and answering here"


@pytest.fixture
async def office(porch: House) -> House:
    return await opened(porch)


@dataclass
class Scene:
    """Ana asked #1 and has answered #2; Sam and Eva talk to her. Whatever she begins she begins before the ban."""

    house: House
    ana: Somebody
    own: Question
    other: Question
    kept: dict[str, str] = field(default_factory=dict)

    def notice(self, words: str) -> Message:
        return next(each for each in self.ana.sees()[::-1] if words in " ".join(words_of(each.card)))


async def scene(house: House) -> Scene:
    ana, sam, eva = house.person("Ana"), house.person("Sam"), house.person("Eva")
    own = await ana.asks("Is there hope for me?")
    other = await eva.asks("Is there hope for Eva?")
    set_up = Scene(house, ana, own, other)
    set_up.kept["public"] = await sam.says("There is, says Sam.", PORCH, 1)
    set_up.kept["reply"] = await ana.says("Old reply.", answers=set_up.notice("There is, says Sam.").id)
    await ana.answers(other, "Old opinion.", kind="Rather not say")
    await eva.says("Eva asks back.", answers=next(e for e in eva.sees()[::-1] if "Old opinion." in words_of(e.card)).id)
    return set_up


Way = Callable[[Scene], Awaitable[object]]


async def nothing(at: Scene) -> object:
    return None


async def command(at: Scene) -> object:
    return await at.ana.commands("ask")


async def plain_message(at: Scene) -> object:
    await at.ana.says("Is there any hope at all?")
    return at.ana.shown


async def ask_button(at: Scene) -> object:
    return await at.ana.presses("ask", at.own.community_id)


async def to_preview(at: Scene) -> object:
    await at.ana.commands("ask")
    await at.ana.taps("Everyone")
    await at.ana.says("Is there hope the second time?")
    return await at.ana.taps("Skip")


async def post(at: Scene) -> object:
    return await at.ana.taps("Post it")


async def answer_button(at: Scene) -> object:
    return await at.ana.presses("answer", at.other.id)


async def answer_command(at: Scene) -> object:
    return await at.ana.commands("answer", "2")


async def opinion_to_last_step(at: Scene) -> object:
    await at.ana.presses("answer", at.other.id)
    return await at.ana.says("New opinion.")


async def send_anonymously(at: Scene) -> object:
    return await at.ana.taps("Stay anonymous")


async def send_by_name(at: Scene) -> object:
    return await at.ana.taps("Show my name")


async def native_reply_as_asker(at: Scene) -> object:
    await at.ana.says("New reply.", answers=at.notice("There is, says Sam.").id)
    return at.ana.shown


async def native_reply_as_responder(at: Scene) -> object:
    await at.ana.says("New reply.", answers=at.notice("Eva asks back.").id)
    return at.ana.shown


async def reply_button(at: Scene) -> object:
    return await at.ana.taps("Reply", at.notice("There is, says Sam."))


async def reply_command(at: Scene) -> object:
    return await at.ana.commands("reply", "New reply.", answers=at.notice("There is, says Sam.").id)


async def send_reply(at: Scene) -> object:
    await at.ana.says("New reply.")
    return at.ana.shown


async def edit_of_reply(at: Scene) -> object:
    return await at.ana.does(Edit("New words."), message=at.kept["reply"])


async def edit_of_opinion(at: Scene) -> object:
    typed = [f"Ana {number}" for number in range(1, at.ana.messages + 1)]

    def sources(tx: Tx) -> list[str]:
        opinions = tx.opinions.page(at.other.id, [None], 0, 9)
        passages = [each for opinion in opinions for each in tx.opinions.passages(opinion.id)]
        found = [each.message for passage in passages for each in tx.receipts.everywhere(What.PASSAGE, passage.id)]
        return [each for each in found if each in typed]

    (source,) = await at.house.store.read(sources)
    return await at.ana.does(Edit("New words."), message=source)


async def report_button(at: Scene) -> object:
    return await at.ana.taps("Report", at.house.card(2), PORCH)


async def report_command(at: Scene) -> object:
    return await at.ana.commands("report", "2")


# ---- votes, and what an asker makes of an opinion


async def sams_opinion(at: Scene) -> Opinion:
    (found,) = await at.house.store.read(lambda tx: tx.opinions.page(at.own.id, [None], 0, 9))
    return found


async def vote_button(at: Scene) -> object:
    return await at.ana.presses("vote", (await sams_opinion(at)).id)


async def a_poll(at: Scene) -> object:
    return await at.house.person("Tom").asks("Shall we go out tonight?", poll="Yes\nNo")


async def ballot(at: Scene) -> object:
    return await at.ana.taps("1. Yes", at.house.card(3), PORCH)


async def thank_button(at: Scene) -> object:
    return await at.ana.taps("Thank", at.notice("There is, says Sam."))


async def helpful_button(at: Scene) -> object:
    return await at.ana.taps("★ Most helpful", at.notice("There is, says Sam."))


# ---- takes and updates


async def take_to_preview(who: Somebody) -> object:
    await who.commands("take")
    await who.says("What I learned from being left")
    await who.says("Everybody who was left asks the same thing first, and it is the wrong thing to ask. " * 4)
    await who.taps("Skip")
    return await who.taps("Stay anonymous")


async def sams_take(at: Scene) -> object:
    await take_to_preview(at.house.person("Sam"))
    return await at.house.person("Sam").taps("Post it")


async def take_begun(at: Scene) -> object:
    return await take_to_preview(at.ana)


async def take_command(at: Scene) -> object:
    return await at.ana.commands("take")


async def take_button(at: Scene) -> object:
    return await at.ana.presses("begin-take", at.own.community_id)


async def comment_button(at: Scene) -> object:
    return await at.ana.taps("Comment", at.house.card(3), PORCH)


async def comment_command(at: Scene) -> object:
    return await at.ana.commands("answer", "3")


async def comment_to_last_step(at: Scene) -> object:
    await sams_take(at)
    await comment_command(at)
    return await at.ana.says("New comment.")


async def update_command(at: Scene) -> object:
    return await at.ana.commands("update", "1")


async def update_button(at: Scene) -> object:
    return await at.ana.taps("Add update")


async def send_update(at: Scene) -> object:
    await at.ana.says("New update.")
    return at.ana.shown


async def week_has_passed(at: Scene) -> object:
    await at.house.after(7.05 * 24 * 60 * 60)
    return None


async def tell_button(at: Scene) -> object:
    return await at.ana.taps("Tell")


WAYS: dict[str, tuple[Way, Way]] = {
    "the command": (nothing, command),
    "a direct message": (nothing, plain_message),
    "a button to ask": (nothing, ask_button),
    "a question begun before": (to_preview, post),
    "a button to answer": (nothing, answer_button),
    "a command to answer": (nothing, answer_command),
    "an anonymous opinion begun before": (opinion_to_last_step, send_anonymously),
    "an opinion with a name begun before": (opinion_to_last_step, send_by_name),
    "a native reply as the asker": (nothing, native_reply_as_asker),
    "a native reply as somebody who answered": (nothing, native_reply_as_responder),
    "a button to reply": (nothing, reply_button),
    "a command to reply": (nothing, reply_command),
    "a reply begun before": (reply_button, send_reply),
    "an edit of an old reply": (nothing, edit_of_reply),
    "an edit of an old opinion": (nothing, edit_of_opinion),
    "a button to report": (nothing, report_button),
    "a command to report": (nothing, report_command),
    "a button to vote": (nothing, vote_button),
    "a vote in a poll": (a_poll, ballot),
    "a button to thank": (nothing, thank_button),
    "a button to choose the most helpful": (nothing, helpful_button),
    "the command of a take": (nothing, take_command),
    "a button of a take": (nothing, take_button),
    "a take begun before": (take_begun, post),
    "a button to comment on a take": (sams_take, comment_button),
    "a command to comment on a take": (sams_take, comment_command),
    "a comment on a take begun before": (comment_to_last_step, send_anonymously),
    "a command to add something": (nothing, update_command),
    "a button to add something": (nothing, update_button),
    "what happened": (week_has_passed, tell_button),
    "an update begun before": (update_button, send_update),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("on", ["1 Spam.", "2 someone 1 Spam."])
async def test_no_way_in_works_for_whoever_is_banned(office: House, way: str, on: str) -> None:
    """Whichever of her faces it was put on."""
    at = await scene(office)
    before, do = WAYS[way]
    await before(at)
    assert "Banned" in await olga(office, "ban", on)
    count, said = await standing(office), await texts(office)
    assert BANNED in text(await do(at))
    assert await standing(office) == count
    assert await texts(office) == said


@pytest.mark.parametrize("way", WAYS)
async def test_every_way_in_works_again_once_it_is_lifted(office: House, way: str) -> None:
    at = await scene(office)
    before, do = WAYS[way]
    await before(at)
    await olga(office, "ban", "1 Spam.")
    await olga(office, "unban", "1")
    assert BANNED not in text(await do(at))


async def test_what_was_typed_is_kept(office: House) -> None:
    at = await scene(office)
    await to_preview(at)
    await olga(office, "mute", "1 1h Calm.")
    await post(at)
    office.clock.advance(60 * 60 * 1000)
    await post(at)
    assert (await office.questions())[-1].title == "Is there hope the second time?"


async def test_whoever_is_banned_can_still_read_and_take_back(office: House) -> None:
    at = await scene(office)
    await olga(office, "ban", "1 Spam.")
    assert "Is there hope for Eva?" in text(await at.ana.commands("question", "2"))
    assert BANNED not in text(await at.ana.commands("inbox"))
    await at.ana.presses("deleted", at.own.id)
    assert [each.id for each in await office.questions()] == [at.other.id]


async def test_what_was_given_before_can_be_taken_back_and_a_follower_only_reads(office: House) -> None:
    at = await scene(office)
    await a_poll(at)
    for way in (vote_button, ballot, thank_button, helpful_button):
        await way(at)
    await update_button(at)
    given = await send_update(at)
    assert isinstance(given, Card)
    await olga(office, "ban", "1 Spam.")
    before = await standing(office)
    assert (before["votes"], before["vote"], before["ballot"], before["thanked"], before["helpful"]) == (1, 1, 1, 1, 1)
    for way in (vote_button, ballot, thank_button, helpful_button):
        assert BANNED not in text(await way(at))
    (back,) = buttons(given)
    assert "Taken back" in text(await at.ana.presses(back.action, *back.args))
    now = await standing(office)
    assert (now["votes"], now["vote"], now["ballot"], now["thanked"], now["helpful"]) == (0, 0, 0, 0, 0)
    assert not any("New update." in read(each.card) for each in office.stands())
    assert "You follow #2 now" in text(await at.ana.commands("follow", "2"))
    assert "don't follow #2" in text(await at.ana.commands("unfollow", "2"))


# ---- in public


async def reacts(who: Somebody, message: str) -> None:
    await who.does(Reacted(up=True), PORCH, message=message)


async def test_a_reaction_counts_unless_the_ban_is_on_something_under_a_name(office: House) -> None:
    """Everybody sees who reacts: a count that does not move would tell whom the ban on #1 is on."""
    at, bob = await scene(office), office.person("Bob")
    await olga(office, "ban", "1 Spam.")
    await reacts(at.ana, at.kept["public"])
    assert (await sams_opinion(at)).votes == 1
    said = await bob.says("Nonsense.", PORCH, 2)
    await olga(office, "ban", "Insults.", PORCH, answers=said)
    stood = [read(each.card) for each in office.stands()]
    heard = len(bob.sees())
    await reacts(bob, at.kept["public"])
    assert (await sams_opinion(at)).votes == 1
    assert [read(each.card) for each in office.stands()] == stood, "nothing is said where others see it"
    assert len(bob.sees()) == heard


async def written(house: House, opinion: Opinion) -> str:
    """The message that somebody wrote as their opinion."""

    def find(tx: Tx) -> str:
        assert opinion.place_id is not None
        (passage,) = tx.opinions.passages(opinion.id)
        return tx.receipts.of(opinion.place_id, What.PASSAGE, passage.id)[0].message

    return await house.store.read(find)


async def test_a_ban_on_something_anonymous_does_not_bind_in_public(office: House) -> None:
    at = await scene(office)
    said = await at.ana.says("Openly.", PORCH, 2)
    await olga(office, "ban", "1 Spam.")
    await at.ana.says("And openly again.", PORCH, 2)
    await at.ana.says("To Sam, openly.", PORCH, 1, answers=at.kept["public"])
    await at.ana.does(Edit("Openly, edited."), PORCH, message=said)
    assert {"And openly again.", "To Sam, openly.", "Openly, edited."} <= set(await texts(office))
    shown = text(await at.ana.commands("report", "", PORCH, answers=at.kept["public"]))
    assert "Thank you." in shown
    assert "There is, says Sam." in offices(office)[-1]


async def test_all_that_others_see_is_as_it_would_be_without_it(office: House) -> None:
    """Two people do the same in public; one of them asked #1, whose author is banned."""
    at, bob = await scene(office), office.person("Bob")
    await olga(office, "ban", "1 Spam.")
    seen = []
    for person in (at.ana, bob):
        stood = len(office.stands())
        await person.says("Yes.", PORCH, 2)
        shown = person.shown
        await person.commands("report", "", PORCH, answers=at.kept["public"])
        counted = read(office.card(2).card)
        seen.append((shown, len(office.stands()) - stood, counted[counted.index("Others") :]))
    assert seen[0][:2] == seen[1][:2] == (None, 0)
    assert [each[2][:10] for each in seen] == ["Others (2)", "Others (3)"]
    for person in (at.ana, bob):
        (found,) = [
            each
            for each in await office.store.read(lambda tx: tx.opinions.page(at.other.id, [None], 0, 9))
            if each.by.name == person.name
        ]
        message = await written(office, found)
        history = await olga(office, "sanctions", "", PORCH, answers=message)
        assert "There are no sanctions." in history, person.name


async def test_a_ban_on_something_under_a_name_binds_everywhere_and_shames_nobody(office: House) -> None:
    at, sam = await scene(office), office.person("Sam")
    sam.messages = 10  # this is the Sam of the scene, and his messages go on being numbered
    await olga(office, "ban", "Insults.", PORCH, answers=at.kept["public"])
    assert "Why: Insults." in sam.reads()[-1]
    count, stood, said = await standing(office), [read(each.card) for each in office.stands()], await texts(office)
    await sam.says("Once more.", PORCH, 1)
    assert BANNED in text(sam.shown)
    assert not getattr(sam.shown, "aloud", True)
    assert not getattr(sam.shown, "aloud_if_needed", True)
    await sam.says("To myself.", PORCH, 1, answers=at.kept["public"])
    await sam.does(Edit("Otherwise."), PORCH, message=at.kept["public"])
    shown = await sam.commands("report", "", PORCH, answers=at.kept["public"])
    assert BANNED in text(shown)
    assert not getattr(shown, "aloud_if_needed", True)
    assert BANNED in text(await sam.commands("ask"))
    assert (await standing(office), await texts(office)) == (count, said)
    assert [read(each.card) for each in office.stands()] == stood
    await sam.commands("delete", "", PORCH, answers=at.kept["public"])
    assert "Others (1)" not in read(office.card(1).card)


async def test_a_moderator_learns_nothing_of_somebodys_other_faces(office: House) -> None:
    """Histories, the ladder and what can be lifted are of one face each."""
    at = await scene(office)
    said = await at.ana.says("Openly.", PORCH, 2)
    await olga(office, "ban", "1 Spam.")
    for words, answers in (("2 someone 1", None), ("", said)):
        history = await olga(office, "sanctions", words, PORCH, answers=answers)
        assert "There are no sanctions." in history
        assert "would be: a warning" in history
        assert "no mute or ban to lift" in await olga(office, "unban", words, PORCH, answers=answers)
    assert "Banned" in await olga(office, "ban", "2 someone 1 x")


async def test_a_thief_cannot_join_somebodys_faces_by_their_sanctions(office: House) -> None:
    at = await scene(office)
    said = await at.ana.says("Openly.", PORCH, 2)
    await olga(office, "warn", "1 One.")
    await olga(office, "warn", "2 someone 1 Two.")
    await olga(office, "warn", "Three.", PORCH, answers=said)
    marks = await office.store.read(lambda tx: [mark for (mark,) in tx._session.rows("SELECT trace FROM sanction")])  # type: ignore[attr-defined]
    assert len(set(marks)) == len(marks) == 3
    assert office.vault.trace(at.ana.user) not in marks
    assert sum("have warned you" in each for each in at.ana.reads()) == 3
    assert all("object" in [button.action for button in buttons(each.card)] for each in at.ana.sees()[-3:])
