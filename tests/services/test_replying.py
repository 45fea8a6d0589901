"""Replies: under whose name they stand, and who hears of them."""

import pytest

from bot.domain.communities import Community, Place
from bot.domain.errors import Refused
from bot.domain.opinions import Opinion
from bot.domain.people import Face, PersonId
from bot.domain.questions import Question
from bot.domain.threads import Reply, Role
from bot.ports.records import What
from bot.ports.store import Tx
from bot.services import answering, replying, revising
from tests.services.conftest import Desk, caller


@pytest.fixture
async def asked(desk: Desk) -> tuple[Community, Place, Question]:
    community, place = await desk.community()
    question = await desk.question(community)
    await desk.carried()
    return community, place, question


async def opinion_of(desk: Desk, question: Question, name: str, place: Place | None = None) -> Opinion:
    def give(tx: Tx) -> Opinion | None:
        someone = caller(tx, name)
        if place is not None:
            return answering.write(tx, someone, question.id, "Yes.", place, f"of {name}")
        return answering.answer(tx, someone, question.id, "Yes.", named=False, source=None)

    opinion = await desk.run(give)
    assert opinion is not None
    return opinion


async def reply(desk: Desk, opinion: Opinion, name: str, face: Face | None = None) -> Reply:
    face = face or _unseen(name)
    return await desk.run(
        lambda tx: replying.in_private(tx, caller(tx, name), opinion, None, "Hm.", f"private of {name}", face)
    )


async def hidden(desk: Desk, name: str) -> PersonId:
    return await desk.run(lambda tx: caller(tx, name).as_(_unseen(name)))


def _unseen(name: str) -> Face:
    return Face.ASKING if name == "asker" else Face.HIDDEN


async def test_the_asker_replies_as_asker_and_the_anonymous_responder_hears_of_it(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    _, place, question = asked
    opinion = await opinion_of(desk, question, "Eva")
    said = await reply(desk, opinion, "asker")
    assert (said.role, said.by.name, said.by.number) == (Role.ASKER, None, None)
    assert await desk.recipients(What.REPLY, said.id) == {place.id, opinion.author}


async def test_who_answered_in_public_gets_no_private_notice_but_reads_it_there(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    _, place, question = asked
    opinion = await opinion_of(desk, question, "Sam", place)
    said = await reply(desk, opinion, "asker")
    assert await desk.recipients(What.REPLY, said.id) == {place.id}


async def test_everybody_who_replied_in_private_hears_of_what_follows_but_not_of_their_own(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    _, place, question = asked
    opinion = await opinion_of(desk, question, "Eva")
    first, second = await reply(desk, opinion, "asker"), await reply(desk, opinion, "Eva")
    assert second.by.number == opinion.by.number
    assert await desk.recipients(What.REPLY, second.id) == {place.id, question.asker}
    public = await desk.run(
        lambda tx: replying.in_place(tx, caller(tx, "Sam"), opinion, first.id, "Well.", place, "m9")
    )
    assert public is not None
    assert await desk.recipients(What.REPLY, public.id) == {question.asker, await hidden(desk, "Eva")}


async def test_a_reply_in_public_stands_under_ones_name_and_counts_once(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    _, place, question = asked
    opinion = await opinion_of(desk, question, "Eva")

    def say(tx: Tx) -> Reply | None:
        return replying.in_place(tx, caller(tx, "Sam"), opinion, None, "Well.", place, "m9")

    first, again = await desk.run(say), await desk.run(say)
    assert first is not None
    assert (first.role, first.by.name, again) == (Role.MEMBER, "Sam", None)


async def test_nothing_is_added_to_an_opinion_that_was_taken_back(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    opinion = await opinion_of(desk, asked[2], "Eva")
    await desk.run(lambda tx: tx.opinions.remove(opinion.id))
    gone = await desk.run(lambda tx: tx.opinions.get(opinion.id))
    assert gone is not None
    with pytest.raises(Refused, match="opinion-gone"):
        await reply(desk, gone, "asker")


async def test_an_edit_of_a_reply_goes_where_the_reply_went(
    desk: Desk, asked: tuple[Community, Place, Question]
) -> None:
    _, place, question = asked
    opinion = await opinion_of(desk, question, "Eva")
    said = await reply(desk, opinion, "asker")
    await desk.carried()
    receipt = await desk.run(lambda tx: tx.receipts.at(question.asker, "private of asker"))
    assert receipt is not None
    assert not await desk.run(lambda tx: revising.edit(tx, caller(tx, "asker"), receipt, " Hm. ", in_public=False))
    assert await desk.run(lambda tx: revising.edit(tx, caller(tx, "asker"), receipt, "Hmm.", in_public=False))
    assert await desk.recipients(What.REPLY, said.id) == {place.id, opinion.author}
    with pytest.raises(Refused, match="text-empty"):
        await desk.run(lambda tx: revising.edit(tx, caller(tx, "asker"), receipt, "  ", in_public=False))


@pytest.mark.parametrize(("name", "code"), [("Mallory", "not-yours"), ("asker", None)])
async def test_a_reply_is_taken_back_by_its_author_alone_and_once(
    desk: Desk, asked: tuple[Community, Place, Question], name: str, code: str | None
) -> None:
    question = asked[2]
    opinion = await opinion_of(desk, question, "Eva")
    await reply(desk, opinion, "asker")
    receipt = await desk.run(lambda tx: tx.receipts.at(question.asker, "private of asker"))
    assert receipt is not None
    for expected in [code, "nothing-there"] if code is None else [code]:
        if expected is None:
            await desk.run(lambda tx: revising.take_back(tx, caller(tx, name), receipt, in_public=False))
            continue
        with pytest.raises(Refused, match=expected):
            await desk.run(lambda tx: revising.take_back(tx, caller(tx, name), receipt, in_public=False))
