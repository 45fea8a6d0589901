"""The verbs against a simulated Discord, and what its refusals come to in the core's words."""

from typing import Any

import pytest

from bot.cards import Say
from bot.ports.platform import Chat, MessageGone, OutcomeUnknown, Refusal, Sent, ThreadGone, TryLater
from tests.platforms.discord.town import LONG, MESSAGES, ONE, WHY, Town, card, losing

# ---- threads -----------------------------------------------------------------------------------------------------


async def test_a_forum_post_that_is_answered_edited_and_deleted(town: Town) -> None:
    opened = await town.sender.open_thread(town.porch, "For Guys: why?", WHY)
    assert [each.thread for each in opened.sent] == [opened.thread]
    assert town.env.backend.get_channel(int(opened.thread)).name == "For Guys: why?"
    assert town.texts(opened.thread) == ["### For Guys: why?"]
    place, question = Chat(place=town.porch), opened.sent[0]
    (reply,) = await town.sender.post(place, card(Say("@everyone hm")), thread=opened.thread, answers=question.message)
    assert town.message(reply).reference["message_id"] == question.message
    assert not town.message(reply).mention_everyone
    assert await town.sender.edit(place, card(Say("Why not?")), [question]) == [question]
    assert town.texts(opened.thread) == ["Why not?", r"\@everyone hm"]
    await town.sender.delete(place, [question, reply])
    await town.sender.delete(place, [question, reply])
    assert town.texts(opened.thread) == []


async def test_all_that_is_sent_is_silent_and_carries_a_nonce(town: Town) -> None:
    opened = await town.sender.open_thread(town.porch, "why", WHY)
    (sent,) = await town.sender.post(Chat(place=town.porch), WHY, thread=opened.thread)
    await town.sender.edit(Chat(place=town.porch), WHY, [sent])
    bodies = [each.json for each in [*town.asked("POST"), *town.asked("PATCH")]]
    assert len(bodies) == 3
    for body in bodies:
        allowed = body.get("message", body)["allowed_mentions"]
        assert allowed["parse"] == []
        assert not allowed.get("replied_user")
    assert bodies[1]["enforce_nonce"] is True
    assert len(bodies[1]["nonce"]) <= 25


async def test_a_thread_under_a_message_of_a_text_channel(town: Town) -> None:
    opened = await town.sender.open_thread(town.street, "why", LONG)
    question, rest = opened.sent[0], opened.sent[1:]
    assert (question.message, question.thread) == (opened.thread, None)
    assert rest
    assert all(each.thread == opened.thread for each in rest)
    assert [text for text in town.texts(town.street) if text] == town.texts(town.street)[:1]
    place = Chat(place=town.street)
    assert await town.sender.post(place, card(Say("hm")), thread=opened.thread, answers=question.message)
    assert await town.sender.edit(place, WHY, opened.sent) == [question]
    assert town.texts(opened.thread) == ["hm"]
    longer = await town.sender.edit(place, LONG, [question])
    assert [each.thread for each in longer] == [None, *[opened.thread] * len(rest)]


async def test_a_thread_is_not_opened_twice_under_a_message(town: Town) -> None:
    town.fails("POST", "/channels/*/messages/*/threads", 400, 160004)
    assert (await town.sender.open_thread(town.street, "why", WHY)).sent


async def test_no_message_stays_without_its_thread(town: Town) -> None:
    town.fails("POST", "/channels/*/messages/*/threads", 403, 50013)
    with pytest.raises(Refusal, match="no-rights"):
        await town.sender.open_thread(town.street, "why", WHY)
    assert town.texts(town.street) == []


async def test_names_are_cut_and_never_empty(town: Town) -> None:
    opened = await town.sender.open_thread(town.porch, "👍" * 60, WHY)
    assert town.env.backend.get_channel(int(opened.thread)).name == "👍" * 49 + "…"
    opened = await town.sender.open_thread(town.porch, " \n", WHY)
    assert town.env.backend.get_channel(int(opened.thread)).name == "…"


async def test_a_closed_thread_is_opened_only_for_an_edit(town: Town) -> None:
    opened = await town.sender.open_thread(town.porch, "why", WHY)
    await town.sender.close_thread(town.porch, opened.thread, "[closed] why")
    await town.sender.close_thread(town.porch, opened.thread, "[closed] why")
    assert town.env.backend.get_channel(int(opened.thread)).name == "[closed] why"
    assert (town.meta(opened.thread).archived, town.meta(opened.thread).locked) == (True, True)
    town.fails("PATCH", ONE, 400, 50083)
    await town.sender.edit(Chat(place=town.porch), card(Say("closed")), opened.sent)
    assert town.texts(opened.thread) == ["closed"]
    assert (town.meta(opened.thread).archived, town.meta(opened.thread).locked) == (True, True)
    town.fails("POST", MESSAGES, 400, 160005)
    await town.sender.post(Chat(place=town.porch), card(Say("late")), thread=opened.thread)
    assert (town.meta(opened.thread).archived, town.meta(opened.thread).locked) == (True, True)


async def test_a_thread_that_may_not_be_opened_stays_closed(town: Town) -> None:
    opened = await town.sender.open_thread(town.porch, "why", WHY)
    town.fails("POST", MESSAGES, 403, 160005)
    town.fails("PATCH", "/channels/*", 403, 50013)
    with pytest.raises(Refusal, match="thread-closed"):
        await town.sender.post(Chat(place=town.porch), card(Say("late")), thread=opened.thread)


async def test_closing_without_the_right_to_lock_only_archives(town: Town) -> None:
    opened = await town.sender.open_thread(town.porch, "why", WHY)
    town.fails("PATCH", "/channels/*", 403, 50013)
    await town.sender.close_thread(town.porch, opened.thread, "[closed] why")
    assert (town.meta(opened.thread).archived, town.meta(opened.thread).locked) == (True, False)
    town.fails("PATCH", "/channels/*", 403, 50013, times=4)
    await town.sender.close_thread(town.porch, opened.thread, "[closed] why, again")
    await town.sender.close_thread(town.porch, "4711", "gone")


async def test_a_post_whose_answer_was_lost_is_found(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    first = await town.sender.open_thread(town.porch, "why", WHY)
    await losing(town, monkeypatch, times=1)
    second = await town.sender.open_thread(town.porch, "why", WHY)
    assert second.thread != first.thread
    assert len(town.forum.threads) == 2
    town.fails("POST", "/channels/*/threads", 502)
    with pytest.raises(TryLater):
        await town.sender.open_thread(town.porch, "not there", WHY)
    town.fails("POST", "/channels/*/threads", 502)
    town.fails("GET", "/guilds/*/threads/active", 502)
    with pytest.raises(OutcomeUnknown):
        await town.sender.open_thread(town.porch, "who knows", WHY)


# ---- messages ----------------------------------------------------------------------------------------------------


async def test_a_lost_answer_is_asked_for_again_under_the_same_nonce(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await town.sender.post(town.private, card(Say("first")))
    await losing(town, monkeypatch, times=2)
    before = len(town.asked("POST"))
    await town.sender.post(town.private, card(Say("hm")))
    nonces = [each.json["nonce"] for each in town.asked("POST")[before:]]
    assert len(nonces) == 3
    assert len(set(nonces)) == 1  # simcord knows no nonces: Discord would show one message
    await losing(town, monkeypatch, times=3)
    with pytest.raises(OutcomeUnknown):
        await town.sender.post(town.private, card(Say("hm")))


async def test_a_card_grows_and_shrinks(town: Town) -> None:
    one = await town.sender.post(town.private, WHY)
    many = await town.sender.edit(town.private, LONG, one)
    assert len(many) > 2
    assert many[0] == one[0]
    await town.sender.delete(town.private, many[-1:])
    again = await town.sender.edit(town.private, LONG, many)
    assert len(town.dms()) == len(again) == len(many)
    assert await town.sender.edit(town.private, WHY, again) == one
    assert town.dms() == ["### For Guys: why?"]


async def test_half_a_card_is_taken_away_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await town.sender.post(town.private, WHY)
    send, calls = town.sender._send, [0]

    async def second_fails(*args: Any) -> Sent:
        calls[0] += 1
        if calls[0] == 2:
            raise TryLater(1.0)
        return await send(*args)

    monkeypatch.setattr(town.sender, "_send", second_fails)
    with pytest.raises(TryLater):
        await town.sender.post(town.private, LONG)
    assert town.dms() == ["### For Guys: why?"]


async def test_an_answer_to_what_is_gone_is_posted_all_the_same(town: Town) -> None:
    assert await town.sender.post(town.private, card(Say("hm")), answers="4711")
    assert town.asked("POST", "messages")[-1].json["message_reference"]["fail_if_not_exists"] is False


@pytest.mark.parametrize("code", [50007, 50278])
async def test_closed_private_messages(town: Town, code: int) -> None:
    town.fails("POST", MESSAGES, 403, code)
    with pytest.raises(Refusal, match="closed"):
        await town.sender.post(town.private, WHY)


async def test_what_is_gone(town: Town) -> None:
    opened = await town.sender.open_thread(town.porch, "why", WHY)
    place = Chat(place=town.porch)
    (reply,) = await town.sender.post(place, card(Say("hm")), thread=opened.thread)
    await town.sender.delete(place, [reply])
    with pytest.raises(MessageGone):
        await town.sender.edit(place, WHY, [reply])
    town.env.backend.delete_channel(int(opened.thread))
    with pytest.raises(ThreadGone):
        await town.sender.post(place, card(Say("hm")), thread=opened.thread)
    with pytest.raises(ThreadGone):
        await town.sender.edit(place, WHY, opened.sent)
    await town.sender.delete(place, opened.sent)
    town.env.backend.delete_channel(town.forum.id)
    await town.env.settle()
    with pytest.raises(Refusal, match="chat-gone"):
        await town.sender.open_thread(town.porch, "why", WHY)


async def test_an_old_message_edited_too_often_is_let_be(town: Town) -> None:
    sent = await town.sender.post(town.private, WHY)
    town.fails("PATCH", ONE, 400, 30046)
    assert await town.sender.edit(town.private, card(Say("new")), sent) == sent
