"""Removing: what moderators take away is gone everywhere, comes back everywhere, and its author is told kindly."""

from collections.abc import Sequence

import pytest

from bot.cards import Card
from bot.domain.questions import Question
from bot.ports.platform import Chat, Refusal, Sent
from bot.ports.store import Tx
from tests.fakes.house import PORCH, YARD, House, Somebody, labels, read


@pytest.fixture
async def town(two: House) -> House:
    """One community in two forums; Olga moderates."""
    two.telegram.moderators = {"id of Olga"}
    return two


def _told(shown: object) -> str:
    assert isinstance(shown, Card), shown
    return read(shown)


def _deleting(house: House, *, allowed: bool = True) -> list[str]:
    """Notes the messages that are deleted in the porch, or refuses it there."""
    found: list[str] = []
    delete = house.telegram.delete

    async def noting(to: Chat, sent: Sequence[Sent]) -> None:
        if to == Chat(place=PORCH):
            if not allowed:
                raise Refusal("cannot-delete")
            found.extend(each.message for each in sent)
        await delete(to, sent)

    setattr(house.telegram, "delete", noting)  # noqa: B010
    return found


def _may_not_delete(house: House) -> None:
    _deleting(house, allowed=False)


async def _one(house: House, what: str) -> int:
    """The id of the only opinion or reply there is."""
    question = (await house.questions())[0].id

    def find(tx: Tx) -> int:
        (opinion,) = tx.opinions.page(question, [None], 0, 5)
        if what == "opinion":
            return opinion.id
        (reply,) = tx.replies.under(opinion.id, 0, 5)
        return reply.id

    return await house.store.read(find)


def _all(house: House, place: str) -> str:
    return "\n".join(read(each.card) for each in house.stands(place))


async def _olga(house: House, name: str, words: str, place: str | None = None, answers: str | None = None) -> str:
    return _told(await house.person("Olga").commands(name, words, place, answers))


async def _talk(house: House) -> tuple[Question, Somebody, Somebody]:
    """Ana asks; Sam answers in the porch; Ana replies."""
    ana, sam = house.person("Ana"), house.person("Sam")
    question = await ana.asks("Is there hope?", "He left.")
    await sam.says("Of course there is.", PORCH)
    await ana.taps("Reply")
    await ana.says("How do you know?")
    return question, ana, sam


async def test_a_removed_question_is_gone_everywhere_and_its_asker_told_who_did_it(town: House) -> None:
    _, ana, _ = await _talk(town)
    assert "Of course there is." in _all(town, YARD)
    assert "Removed everywhere: #1" in await _olga(town, "remove", "1 It names somebody.")
    for place in (PORCH, YARD):
        assert "#1 was removed by the moderators" in _all(town, place)
        for words in ("He left.", "Of course", "How do you know?", "asker", "names somebody"):
            assert words not in _all(town, place)
    receipt = next(each for each in ana.reads() if "A moderator removed #1" in each)
    assert "The reason they gave: It names somebody." in receipt
    assert "deleted" not in receipt
    assert "Olga" not in "\n".join(ana.reads())
    assert "is not there any more" in _told(await town.person("Sam").commands("question", "1"))


async def test_a_restored_question_comes_back_where_it_stood_with_all_that_was_said(town: House) -> None:
    _, ana, _ = await _talk(town)
    before = {place: [*town.stands(place)] for place in (PORCH, YARD)}
    threads = dict(town.telegram.threads)
    await _olga(town, "remove", "1")
    assert set(town.telegram.threads.values()) == {"#1 was removed by the moderators"}
    assert "Put back everywhere: #1" in await _olga(town, "restore", "1")
    for place in (PORCH, YARD):
        after = town.stands(place)
        assert after[0].id == before[place][0].id
        assert [(read(each.card), each.thread) for each in after] == [
            (read(each.card), each.thread) for each in before[place]
        ]
    assert town.telegram.threads == threads
    assert town.telegram.calls.count("reopen_thread") == 2
    assert any("Your question is #1" in each for each in ana.reads())
    await town.person("Eva").says("I say so too.", YARD)
    assert "I say so too." in _all(town, PORCH)


async def test_an_opinion_is_removed_with_its_message_and_its_mirrors(town: House) -> None:
    _, ana, sam = await _talk(town)
    said = await sam.says("And I know it.", PORCH)
    deleted = _deleting(town)
    shown = await _olga(town, "remove", "", PORCH, said)
    assert "Removed everywhere: the opinion of “Someone · Sam” on #1." in shown
    assert "Of course" not in _all(town, YARD)
    assert "Others (0)" not in read(town.card().card)
    assert "What Guys said (0)" in read(town.card().card)
    assert {"Sam 1", said} <= set(deleted)
    assert any("An opinion on #1 was removed by the moderators." in each for each in ana.reads())


async def test_a_restored_opinion_stands_again_also_where_its_message_is_gone(town: House) -> None:
    _, ana, _ = await _talk(town)
    opinion = await _one(town, "opinion")
    await _olga(town, "remove", "", PORCH, "Sam 1")
    assert "Of course" not in _all(town, PORCH)
    await town.person("Olga").presses("moderate", "restore", "opinion", opinion)
    for place in (PORCH, YARD):
        assert _all(town, place).count("Someone · Sam: Of course there is.") == 1
        assert "Others (1)" in read(town.card(1, place).card)
    assert any("Of course there is." in each for each in ana.reads())


async def test_what_its_author_wrote_stays_where_the_bot_may_not_delete_it(town: House) -> None:
    await _talk(town)
    _may_not_delete(town)
    await town.person("Olga").commands("remove", "", PORCH, "Sam 1")
    assert await town.store.read(lambda tx: tx.outbox.due(9)) == []
    await town.person("Olga").commands("restore", "", PORCH, "Sam 1")
    assert "Of course" not in _all(town, PORCH)
    assert "Of course" in _all(town, YARD)


async def test_whoever_answered_in_private_is_told_and_told_again_when_it_is_back(town: House) -> None:
    question = await town.person("Ana").asks()
    sam = town.person("Sam")
    await sam.answers(question, "Leave him.", kind="I'm a Guy")
    alias = read(town.stands()[-1].card).split(":")[0]
    await _olga(town, "remove", f"1 {alias} Too harsh.")
    assert "Leave him." not in _all(town, PORCH)
    told = sam.reads()[-1]
    assert "A moderator removed your opinion on #1" in told
    assert "Too harsh." in told
    assert "Put back" in await _olga(town, "restore", f"1 {alias}")
    assert _all(town, PORCH).count("Leave him.") == 1
    assert sam.reads()[-1] == "Your opinion on #1 stands again: the moderators have put it back."


async def test_whoever_wrote_openly_is_told_in_private_once_and_why(town: House) -> None:
    _, _, sam = await _talk(town)
    await sam.says("And I know it.", PORCH)
    await _olga(town, "remove", "It names somebody.", PORCH, "Sam 1")
    (told,) = sam.reads()
    assert "A moderator removed your opinion on #1" in told
    assert "The reason they gave: It names somebody." in told
    assert "talk to the moderators" in told
    assert "Nobody learnt who you are" not in told, "they wrote under their name"
    assert "Olga" not in told


async def test_a_named_reply_is_told_of_too_and_hears_when_it_is_back(town: House) -> None:
    await _talk(town)
    eva = town.person("Eva")
    _may_not_delete(town)
    said = await eva.says("I know as well.", PORCH, answers="Sam 1")
    await _olga(town, "remove", "Off topic.", PORCH, said)
    assert "A moderator removed your reply on #1" in eva.reads()[-1]
    await _olga(town, "restore", "", PORCH, said)
    assert eva.reads() == ["Your reply on #1 stands again: the moderators have put it back."]


async def test_whoever_never_heard_that_it_was_gone_hears_nothing_when_it_is_back(town: House) -> None:
    _, _, sam = await _talk(town)
    _may_not_delete(town)
    town.telegram.trouble_in[sam.chat] = [Refusal("closed")]
    await _olga(town, "remove", "Off topic.", PORCH, "Sam 1")
    assert sam.reads() == []
    kept = _told(await sam.commands("inbox"))
    assert "Off topic." in kept
    await _olga(town, "restore", "", PORCH, "Sam 1")
    assert "stands again" not in _told(await sam.commands("inbox"))


async def test_what_its_author_took_back_stays_away(town: House) -> None:
    _, ana, sam = await _talk(town)
    await sam.commands("delete", "", PORCH, "Sam 1")
    assert "Its author took that back" in await _olga(town, "restore", "", PORCH, "Sam 1")
    await ana.taps("Delete")
    await ana.taps("Yes, delete it")
    assert "Its author took that back" in await _olga(town, "restore", "1")
    assert "Is there hope?" not in _all(town, PORCH)


async def test_an_author_can_have_gone_for_good_what_moderators_removed(town: House) -> None:
    _, ana, sam = await _talk(town)
    _may_not_delete(town)
    await town.person("Olga").commands("remove", "", PORCH, "Sam 1")
    await sam.commands("delete", "", PORCH, "Sam 1")
    assert "Its author took that back" in await _olga(town, "restore", "", PORCH, "Sam 1")
    await _olga(town, "remove", "1")
    await ana.taps("Delete for good")
    await ana.taps("Yes, delete it")
    assert any("#1 is deleted" in each for each in ana.reads())
    assert "Its author took that back" in await _olga(town, "restore", "1")


async def test_an_opinion_taken_back_while_its_question_was_removed_stays_away(town: House) -> None:
    _, _, sam = await _talk(town)
    await _olga(town, "remove", "1")
    await sam.commands("delete", "", PORCH, "Sam 1")
    await _olga(town, "restore", "1")
    assert "Of course" not in _all(town, YARD)
    assert "Others (1)" not in read(town.card().card)


async def test_two_opinions_of_one_author_never_stand_side_by_side(town: House) -> None:
    _, _, sam = await _talk(town)
    _may_not_delete(town)
    await town.person("Olga").commands("remove", "", PORCH, "Sam 1")
    await sam.says("Let me say it better.", PORCH)
    assert "said something else there since" in await _olga(town, "restore", "", PORCH, "Sam 1")
    assert "Others (1)" in read(town.card().card)


async def test_a_reply_is_removed_and_restored(town: House) -> None:
    _, ana, sam = await _talk(town)
    reply = await _one(town, "reply")
    asked = next(each for each in town.stands(PORCH) if "How do you know?" in read(each.card))
    assert "the reply of “Asker” on #1" in await _olga(town, "remove", "", PORCH, asked.id)
    assert "How do you know?" not in _all(town, PORCH) + _all(town, YARD)
    assert "A moderator removed your reply on #1" in ana.reads()[-1]
    await town.person("Olga").presses("moderate", "restore", "reply", reply)
    assert _all(town, PORCH).count("How do you know?") == 1
    assert _all(town, YARD).count("How do you know?") == 1
    assert sam.reads() == []


async def test_what_was_reported_is_decided_with_its_removal(town: House) -> None:
    await _talk(town)
    eva = town.person("Eva")
    await eva.commands("report", "1")
    await _olga(town, "remove", "1")
    assert eva.reads()[-1] == "A moderator removed what you reported on #1. Thank you for looking out."
    assert "Nothing waits" in await _olga(town, "reports", "")
    assert "That is gone already." in await _olga(town, "remove", "1")


async def test_only_moderators_remove_restore_lock_and_point(town: House) -> None:
    await _talk(town)
    await town.person("Ana").asks("Another one?")
    sam = town.person("Sam")
    for name, words in (("remove", "1"), ("restore", "1"), ("lock", "1"), ("duplicate", "1 2")):
        assert "Only moderators" in _told(await sam.commands(name, words))
        assert "Only moderators" in _told(await sam.commands(name, words, PORCH))
    question = (await town.questions())[0]
    for do in ("remove", "lock"):
        await sam.presses("moderate", do, "question", question.id)
    assert "Others (1)" in read(town.card().card)
    assert "locked" not in read(town.card().card)


async def test_a_locked_question_takes_nothing_more_and_says_so(town: House) -> None:
    question, ana, _ = await _talk(town)
    assert "#1 is locked" in await _olga(town, "lock", "1")
    card = town.card()
    assert "The moderators have locked this question" in read(card.card)
    assert "Have an opinion?" not in labels(card.card)
    assert town.telegram.calls.count("close_thread") == 2
    await town.person("Eva").says("Me too.", YARD)
    assert "Me too." not in _all(town, PORCH)
    shown = await town.person("Eva").presses("answer", question.id)
    assert "locked #1" in getattr(shown, "text", "")
    assert any("The moderators have locked it" in each for each in ana.reads())
    assert "Of course there is." in _all(town, YARD)
    assert "is unlocked" in await _olga(town, "lock", "1")
    assert "locked" not in read(town.card().card)
    assert town.telegram.calls.count("reopen_thread") == 2
    assert "#1 is not locked." in await _olga(town, "lock", "1 off")
    await town.person("Eva").says("Now then.", YARD)
    assert "Now then." in _all(town, PORCH)


async def test_a_duplicate_is_closed_and_leads_to_the_other(town: House) -> None:
    ana = town.person("Ana")
    await ana.asks("Is there hope?")
    await town.person("Eva").asks("Is there any hope at all?")
    assert "#2 is closed and leads to #1." in await _olga(town, "duplicate", "2 #1")
    card = town.card(2)
    assert "Closed: the same is asked in #1." in read(card.card)
    assert "Read #1" in labels(card.card)
    told = next(each for each in town.person("Eva").reads() if "Your question is #2" in each)
    assert "the same is asked in #1" in told
    assert "Which question is it the same as?" in await _olga(town, "duplicate", "1 1")
    assert "closed as a duplicate itself" in await _olga(town, "duplicate", "1 2")
    assert "There is no question #9" in await _olga(town, "duplicate", "1 9")
    assert "open again" in await _olga(town, "duplicate", "2 off")
    assert "Have an opinion?" in labels(town.card(2).card)
    assert "not closed as a duplicate" in await _olga(town, "duplicate", "2 off")


async def test_what_was_just_done_is_undone_by_its_button(town: House) -> None:
    await _talk(town)
    shown = await town.person("Olga").commands("remove", "1")
    assert isinstance(shown, Card)
    (button,) = shown.rows[0]
    assert button.label == "Put it back"
    await town.person("Olga").presses(button.action, *button.args)
    assert "He left." in _all(town, PORCH)
