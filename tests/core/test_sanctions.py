"""Sanctions: put on whoever wrote something, told to them and to nobody else, over by the clock or by a moderator."""

import re

import pytest

from bot.cards import Card
from bot.domain.people import Face
from bot.domain.sanctions import DAY, HOUR
from tests.core.sanctioned import contact_destroyed, offices, olga, reopened, text, told
from tests.core.sanctioned import office as opened
from tests.fakes.house import KEY, PORCH, House, Somebody, buttons, labels, read

NEW_KEY = b"another key only this test knows"


@pytest.fixture
async def office(porch: House) -> House:
    return await opened(porch)


async def asks_again(person: Somebody) -> str:
    """What somebody reads who wants to ask."""
    return text(await person.commands("ask"))


async def test_the_person_is_told_what_happened_why_until_when_and_how_to_object(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    shown = await olga(office, "mute", "12 24h Please cool down.")
    assert "no question #12" in shown
    shown = await olga(office, "mute", "1 36h Please cool down.")
    assert "Muted: the author of #1." in shown
    assert "Nobody learns who it is" in shown
    assert "Ana" not in shown
    notice = ana.reads()[-1]
    assert "The moderators of The Porch ask you to be silent for a time" in notice
    assert "your question #1" in notice
    assert "Why: Please cool down." in notice
    assert "Until Jan 2, 2026" in notice
    assert "press “Object”" in notice
    assert "What you write there openly still counts" in notice
    assert "Jan 2, 2026" in await asks_again(ana)


async def test_a_warning_binds_nothing_and_counts_for_thirty_days(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    assert "Warned: the author of #1." in await olga(office, "warn", "1 Be kind.")
    assert "have warned you" in ana.reads()[-1]
    assert "It counts until Jan 31, 2026" in ana.reads()[-1]
    await ana.asks("Is there hope after all?")
    assert "The next step would be: a mute" in await olga(office, "sanctions", "1")
    office.clock.advance(31 * DAY)
    history = await olga(office, "sanctions", "1")
    assert "over" in history
    assert "The next step would be: a warning" in history


async def test_a_mute_ends_by_the_clock(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    await olga(office, "mute", "1 2h Please cool down.")
    office.clock.advance(2 * HOUR - 1)
    assert "asked you to be silent" in await asks_again(ana)
    office.clock.advance(1)
    await ana.asks("Is there hope after all?")
    assert len(await office.questions()) == 2


async def test_a_ban_has_no_end_until_it_is_lifted_and_the_person_hears_of_both(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    await olga(office, "ban", "1 Spam.")
    assert "have excluded you" in ana.reads()[-1]
    office.clock.advance(400 * DAY)
    assert "excluded you from asking" in await asks_again(ana)
    assert "no mute or ban holds for the author of #1" in await olga(office, "unban", "1 A mistake.")
    assert "have lifted your exclusion" in ana.reads()[-1]
    await ana.asks("Is there hope after all?")
    assert "no mute or ban to lift" in await olga(office, "unban", "1")


async def test_the_ladder_goes_from_a_warning_to_a_ban(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    steps = []
    for command in ("warn", "mute", "mute", "ban"):
        history = await olga(office, "sanctions", "1")
        steps.append(history.rsplit("would be: ", 1)[1])
        assert "Muted" not in await olga(office, "note", "1 Seen.")
        await olga(office, command, "1")
        office.clock.advance(8 * DAY)
    assert steps == ["a warning.", "a mute.", "a mute.", "a ban."]
    sanctions = await office.store.read(lambda tx: tx.sanctions.latest(tx.communities.on("telegram")[0].id, 0, 20))
    lasted = [each.until - each.at for each in sanctions if each.kind == "mute" and each.until is not None]
    assert lasted == [7 * DAY, DAY]


async def test_the_case_offers_the_sanctions_with_the_next_step_marked(office: House) -> None:
    ana, eva = office.person("Ana"), office.person("Eva")
    await ana.asks()
    await eva.taps("Report", office.card(), PORCH)
    case = office.stands("-300")[-1]
    assert labels(case.card)[-3:] == ["→ Warn…", "Mute…", "Ban…"]
    assert all(button.private for button in buttons(case.card) if button.action == "sanction")
    await olga(office, "warn", "1 Be kind.")
    case = office.stands("-300")[-1]
    assert labels(case.card)[-3:] == ["Warn…", "→ Mute…", "Ban…"]
    moderator = office.person("Olga")
    await moderator.taps("Ban…", case, "-300")
    assert "A ban for the author of #1." in moderator.reads()[-1]
    await moderator.says("Spam.")
    assert "Banned: the author of #1." in text(moderator.shown)
    assert "Why: Spam." in ana.reads()[-1]


async def test_a_mute_by_button_asks_how_long(office: House) -> None:
    ana, moderator = office.person("Ana"), office.person("Olga")
    question = await ana.asks()
    await moderator.presses("sanction", "mute", "question", question.id)
    assert "For how long?" in moderator.reads()[-1]
    await moderator.taps("7 days")
    await moderator.taps("Skip")
    assert "Until Jan 8, 2026" in ana.reads()[-1]
    assert "Why:" not in ana.reads()[-1]


async def test_only_moderators_of_that_community_can_do_any_of_it(office: House) -> None:
    question = await office.person("Ana").asks()
    eva = office.person("Eva")
    for command in ("warn", "mute", "ban", "unban", "note", "sanctions"):
        for place in (PORCH, None):
            assert "Only moderators" in text(await eva.commands(command, "1 Because.", place))
            assert "Only moderators" in text(await eva.commands(command, "77 Because.", place)), "numbers tell nothing"
    for press in (("sanction", "ban", "question", question.id), ("unban", "question", question.id)):
        assert "Only moderators" in text(await eva.presses(*press))
    community = question.community_id
    assert "Only moderators" in text(await eva.presses("sanctions", community, 0))
    await olga(office, "ban", "1 Spam.")
    (sanction,) = await office.store.read(lambda tx: tx.sanctions.latest(community, 0, 9))
    assert "Only moderators" in text(await eva.presses("lift", sanction.id))
    assert "nothing of yours" in text(await eva.presses("object", sanction.id))
    assert (await office.store.read(lambda tx: tx.sanctions.get(sanction.id))) == sanction


async def test_a_moderator_means_an_alias_or_replies_to_what_was_written(office: House) -> None:
    question = await office.person("Ana").asks()
    sam, eva = office.person("Sam"), office.person("Eva")
    await sam.answers(question, "You are a fool.", kind="Rather not say")
    said = await eva.says("So are you.", PORCH)
    assert "nobody of that name on #1" in await olga(office, "warn", "1 someone 7 Be kind.")
    assert "Warned: Someone 1 on #1." in await olga(office, "warn", "1 someone 1 Be kind.")
    assert "Why: Be kind." in sam.reads()[-1]
    copy = next(each for each in office.stands() if "You are a fool." in read(each.card))
    assert "Someone 1 on #1" in await olga(office, "mute", "24h Enough.", PORCH, answers=copy.id)
    assert "Why: Enough." in sam.reads()[-1]
    assert "Warned: Someone · Eva on #1." in await olga(office, "warn", "And you.", PORCH, answers=said)
    assert "Whom do you mean?" in await olga(office, "warn", "them all")


async def test_answers_to_moderators_stand_aloud_among_themselves_only(office: House) -> None:
    await office.person("Ana").asks()
    moderator = office.person("Olga")
    for place, aloud in (("-300", True), (PORCH, False), (None, False)):
        shown = await moderator.commands("warn", "1 Be kind.", place)
        assert isinstance(shown, Card)
        assert shown.aloud is aloud, place


async def test_who_is_banned_is_not_banned_twice(office: House) -> None:
    await office.person("Ana").asks()
    await olga(office, "ban", "1 Spam.")
    assert "Olga has done that already" in await olga(office, "ban", "1 Spam.")
    assert "Olga has done that already" in await olga(office, "mute", "1 Spam.")


@pytest.mark.parametrize("words", ["1 366d x", "1 0h x"])
async def test_what_cannot_last_is_refused(office: House, words: str) -> None:
    await office.person("Ana").asks()
    assert "don't understand how long" in await olga(office, "mute", words)


async def test_the_person_objects_once_unnamed_and_the_moderators_lift_it(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    await olga(office, "ban", "1 Spam.")
    await ana.taps("Object")
    await ana.says("It was no spam.")
    objection = offices(office)[-1]
    assert "Objection to a ban: the author of #1" in objection
    assert "Spam." in objection
    assert "It was no spam." in objection
    assert "Ana" not in objection
    assert "have objected to that already" in text(await ana.taps("Object"))
    await office.person("Olga").taps("Lift it", office.stands("-300")[-1], "-300")
    assert "lifted" in offices(office)[-1]
    assert "have lifted your exclusion" in ana.reads()[-1]
    await ana.asks("Is there hope after all?")


async def test_a_native_reply_to_the_notice_is_an_objection(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    await olga(office, "warn", "1 Spam.")
    await ana.says("It was no spam.", answers=ana.sees()[-1].id)
    assert "The moderators have what you wrote" in text(ana.shown)
    assert "It was no spam." in offices(office)[-1]


async def test_a_note_is_for_moderators_alone(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    before = ana.reads()
    assert "Noted, for moderators only" in await olga(office, "note", "1 Seen before.")
    assert "Please add what" in await olga(office, "note", "1")
    assert ana.reads() == before
    assert "Seen before." in await olga(office, "sanctions", "1")
    await ana.asks("Is there hope after all?")


async def test_the_list_of_all_shows_whom_by_what_they_wrote(office: House) -> None:
    await office.person("Ana").asks()
    for number in range(9):
        await olga(office, "note", f"1 Remark {number}.")
    moderator = office.person("Olga")
    shown = await moderator.commands("sanctions", "", "-300")
    assert isinstance(shown, Card)
    assert "Note · the author of #1" in read(shown)
    assert "Remark 8." in read(shown)
    assert "Remark 0." not in read(shown)
    (older,) = [button for button in buttons(shown) if button.label.startswith("Older")]
    assert "Remark 0." in text(await moderator.presses(older.action, *older.args))


async def test_every_step_is_in_the_audit(office: House) -> None:
    await office.person("Ana").asks()
    for command in ("warn", "mute", "ban", "unban", "note"):
        await olga(office, command, f"1 {command} it")
    entries = await office.store.read(lambda tx: tx.audit.latest(tx.communities.on("telegram")[0].id, 0, 9))
    assert [(each.action, each.by, each.detail) for each in entries][::-1] == [
        (action, "Olga", f"{action} it") for action in ("warn", "mute", "ban", "unban", "note")
    ]


# ---- what it survives


async def test_it_survives_a_restart_and_a_new_key(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    await olga(office, "ban", "1 Spam.")
    await reopened(office, KEY)
    assert "excluded you" in await asks_again(ana)
    await reopened(office, NEW_KEY, KEY)
    assert "excluded you" in await asks_again(ana)
    assert "Ban" in await olga(office, "sanctions", "1")
    assert "no mute or ban holds" in await olga(office, "unban", "1")
    assert "excluded you" not in await asks_again(ana)


async def test_whose_contact_was_destroyed_is_found_by_the_trace(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    await olga(office, "warn", "1 Be kind.")
    await contact_destroyed(office, ana, Face.ASKING)
    history = await olga(office, "sanctions", "1")
    assert "Be kind." in history
    assert "would be: a mute" in history
    await olga(office, "ban", "1 Spam.")
    assert "excluded you" in await asks_again(ana)


async def test_of_whom_nothing_is_known_nothing_can_be_put(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    person = await ana.face(Face.ASKING)
    await office.store.write(lambda tx: tx._session.run("UPDATE person SET contact = NULL WHERE id = $1", person))  # type: ignore[attr-defined]
    assert "Its author is not known to me any more" in await olga(office, "ban", "1 Spam.")


async def test_two_communities_share_no_sanctions(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    await olga(office, "ban", "1 Spam.")
    await office.place("-400", "The Garden", office.telegram.surveyed.kind, "setup")
    garden = next(
        each for each in await office.store.read(lambda tx: tx.communities.on("telegram")) if each.name == "The Garden"
    )
    assert "excluded you" not in text(await ana.presses("ask", garden.id))
    await ana.taps("Everyone")
    await ana.says("Is there hope in the garden?")
    await ana.taps("Skip")
    await ana.taps("Post it")
    assert [each.title for each in await office.questions()][-1] == "Is there hope in the garden?"
    shown = await office.person("Olga").commands("sanctions", "1", "-400")
    assert "There are no sanctions." in text(shown)
    shown = await office.person("Olga").commands("sanctions")
    assert "Which community do you mean?" in text(shown)
    assert isinstance(shown, Card)
    assert [button.label for button in buttons(shown)] == ["The Garden", "The Porch"]
    shown = await office.person("Olga").commands("warn", "1 Be kind.")
    assert "There is a #1 in each of these" in text(shown)


async def test_no_notice_says_who_put_it(office: House) -> None:
    ana = office.person("Ana")
    await ana.asks()
    await olga(office, "warn", "1 Be kind.")
    assert not re.search("Olga", "".join(told(ana, "warned")))
