"""Notifications: what somebody does not want to be told at once is put aside, told in a digest, and never lost."""

import sqlite3
from contextlib import closing

from bot.cards import Card, Toast
from bot.domain.notifications import DAY, HOUR, SPREAD, Mode, Wishes
from bot.domain.people import Face
from bot.ports.records import What
from bot.ports.store import Tx
from bot.services import notifications
from tests.fakes.house import PORCH, House, Somebody, buttons, labels, read

DIGEST = "This waits for you"


def told(shown: object) -> str:
    assert isinstance(shown, Card | Toast), shown
    return read(shown) if isinstance(shown, Card) else shown.text


def digests(who: Somebody) -> list[str]:
    return [each for each in who.reads() if each.startswith(DIGEST)]


async def asked(house: House, mode: Mode) -> Somebody:
    """Ana has asked, and wants to be told like this."""
    ana = house.person("Ana")
    await ana.asks()
    await ana.presses("notify", mode.value, "asking")
    return ana


async def inbox(who: Somebody) -> str:
    return told(await who.commands("inbox"))


async def test_it_shows_what_is_wanted_and_changes_it(porch: House) -> None:
    ana = porch.person("Ana")
    assert "nothing yet that I could tell you of" in told(await ana.commands("notifications"))
    await ana.asks()
    shown = await ana.commands("notifications")
    assert "At once, each by itself." in told(shown)
    assert isinstance(shown, Card)
    tabs = [each.label for each in buttons(shown) if each.action == "notifications"]
    assert tabs == ["What I asked", "Without my name"]
    assert [each.label for each in buttons(shown) if each.chosen] == ["What I asked", "Each at once"]
    changed = await ana.presses("notify", "daily", "asking")
    assert "Once a day, in one message." in told(changed)
    assert "Once a day" in told(await ana.commands("notifications"))
    assert "At once" in told(await ana.presses("notifications", 0, "hidden")), "each has its own"
    assert "does not work any more" in told(await ana.presses("notify", "never", "asking"))
    assert "does not work any more" in told(await ana.presses("notify", "daily", "open")), "a face that is not there"


async def test_by_the_hour_what_came_is_told_in_one_message_and_read_from_there(porch: House) -> None:
    ana = await asked(porch, Mode.HOURLY)
    await porch.person("Sam").says("Yes.", PORCH)
    await porch.person("Eva").says("No.", PORCH)
    assert not any("New opinion" in each for each in ana.reads())
    await porch.after((HOUR + SPREAD) / 1000)
    assert digests(ana) == [f"{DIGEST}\n#1: 2 new opinions"]
    page = await ana.taps("Read")
    assert told(page).startswith("1 of 2 waiting for you\nNew opinion on #1")
    assert "No." in told(page)
    await porch.after((HOUR + SPREAD) / 1000)
    assert len(digests(ana)) == 1, "nothing new, nothing told"
    assert "1 of 2 waiting" in await inbox(ana), "looking changes nothing"


async def test_what_was_read_is_not_told_again_and_the_older_digest_goes(porch: House) -> None:
    ana = await asked(porch, Mode.HOURLY)
    await porch.person("Sam").says("Yes.", PORCH)
    await porch.after((HOUR + SPREAD) / 1000)
    page = await ana.commands("inbox")
    assert isinstance(page, Card)
    await ana.presses("read", *next(each.args for each in buttons(page) if each.action == "read"))
    await porch.person("Eva").says("No.", PORCH)
    await porch.after((HOUR + SPREAD) / 1000)
    assert digests(ana) == [f"{DIGEST}\n#1: one new opinion"]


async def test_by_the_day_it_comes_in_the_evening(porch: House) -> None:
    ana = await asked(porch, Mode.DAILY)
    await porch.person("Sam").says("Yes.", PORCH)
    await porch.after((HOUR + SPREAD) / 1000)
    assert digests(ana) == []
    await porch.after((DAY + SPREAD) / 1000)
    assert len(digests(ana)) == 1


async def test_silent_is_silent_and_loses_nothing(porch: House) -> None:
    ana = await asked(porch, Mode.SILENT)
    await porch.person("Sam").says("Yes.", PORCH)
    await porch.after((DAY + SPREAD) / 1000)
    assert digests(ana) == []
    assert not any("Yes." in each for each in ana.reads())
    assert "Yes." in await inbox(ana)
    await ana.presses("notify", "each", "asking")
    await porch.person("Eva").says("No.", PORCH)
    assert any("No." in each for each in ana.reads())


async def test_ones_own_doing_and_moderators_words_always_come(porch: House) -> None:
    porch.telegram.moderators = {"id of Olga"}
    ana = await asked(porch, Mode.SILENT)
    await ana.asks("And another?")
    assert any("Your question is #2" in each for each in ana.reads())
    sam = porch.person("Sam")
    await sam.commands("follow", "1")
    await sam.presses("notify", "silent", "hidden")
    await sam.answers((await porch.questions())[0], "Fool.", kind="Rather not say")
    await porch.person("Olga").commands("warn", "1 be kind", PORCH)
    await porch.person("Olga").commands("remove", "1 someone 1 rude", PORCH)
    assert any("have warned you" in each for each in ana.reads())
    assert any("A moderator removed your opinion on #1" in each for each in sam.reads())


async def test_one_muted_question_is_silent_and_the_others_are_not(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks("The first one?")
    await ana.asks("The second one?")
    sam = porch.person("Sam")
    await sam.says("Yes to the first.", PORCH, 1)
    assert "hear nothing of #1." in told(await ana.taps("Mute #1"))
    await porch.person("Eva").says("No to the first.", PORCH, 1)
    await sam.says("Yes to the second.", PORCH, 2)
    await porch.after((DAY + SPREAD) / 1000)
    assert not any("No to the first." in each for each in ana.reads())
    assert any("Yes to the second." in each for each in ana.reads())
    assert "No to the first." in await inbox(ana)
    shown = await ana.commands("notifications")
    assert "You hear nothing of #1." in told(shown)
    assert isinstance(shown, Card)
    again = await ana.presses("unmute", *next(each.args for each in buttons(shown) if each.label == "Unmute #1"))
    assert "You hear nothing" not in told(again)
    await porch.person("Tom").says("Perhaps.", PORCH, 1)
    assert any("Perhaps." in each for each in ana.reads())


async def test_a_question_is_muted_by_its_number(porch: House) -> None:
    ana = await asked(porch, Mode.EACH)
    shown = await ana.commands("notifications", "1")
    assert isinstance(shown, Card)
    assert labels(shown)[0] == "Mute #1 · What I asked"
    muted = await ana.presses("hush", *buttons(shown)[0].args)
    assert isinstance(muted, Card)
    assert labels(muted)[0] == "Unmute #1 · What I asked"
    assert "You hear nothing of #1." in told(muted)
    assert "There is no question #9" in told(await ana.commands("notifications", "9"))


async def test_what_was_told_before_is_set_right_without_a_sound(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    sam = porch.person("Sam")
    await sam.says("Yes.", PORCH)
    await ana.presses("notify", "silent", "asking")
    await porch.after(2 * 3600)
    await sam.says("But mind the cat.", PORCH)
    (notice,) = [each for each in ana.reads() if "New opinion on #1" in each]
    assert notice.endswith("Yes.\n\nBut mind the cat.")
    assert "But mind the cat." in await inbox(ana)
    await sam.commands("delete", "", PORCH, answers="Sam 1")
    assert not any("But mind the cat." in each for each in ana.reads())


async def test_a_digest_that_waits_is_in_nobodys_way(porch: House) -> None:
    ana = await asked(porch, Mode.DAILY)
    await porch.person("Sam").says("Yes.", PORCH)
    await ana.presses("notify", "each", "asking")
    await porch.person("Eva").says("No.", PORCH)
    assert any("No." in each for each in ana.reads())


async def test_one_face_is_silent_and_the_others_are_not(porch: House) -> None:
    """Wishes that held for all of them would show by their effect that they belong together."""
    ana, tom = await asked(porch, Mode.SILENT), porch.person("Tom")
    other = await tom.asks("And what about cats?")
    await ana.answers(other, "Yes.", kind="Rather not say")
    await tom.taps("Reply")
    await tom.says("Thank you for that.")
    notice = next(each for each in ana.sees() if "Thank you for that." in read(each.card))
    await ana.taps("Mute #2", notice)
    await tom.taps("Reply")
    await tom.says("Do you have one?")
    assert not any("Do you have one?" in each for each in ana.reads())
    assert "Do you have one?" in await inbox(ana)
    people = {face: await ana.face(face) for face in Face}

    def wishes(tx: Tx) -> list[Wishes]:
        return [tx.notifications.of(each) for each in people.values() if each is not None]

    assert await porch.store.read(wishes) == [Wishes(muted=(other.id,)), Wishes(Mode.SILENT)]


async def test_from_the_inbox_too_it_is_the_face_that_was_told(porch: House) -> None:
    ana = await asked(porch, Mode.SILENT)
    await porch.person("Sam").says("Yes.", PORCH)
    page = await ana.commands("inbox")
    assert isinstance(page, Card)
    hush = next(each for each in buttons(page) if each.label == "Mute #1")
    assert hush.args[1] == "asking"
    assert "You hear nothing of #1." in told(await ana.presses(hush.action, *hush.args))


async def test_it_lies_sealed_and_goes_with_forgetting_and_the_defaults_are_not_kept(porch: House) -> None:
    ana = await asked(porch, Mode.SILENT)

    def kept() -> list[str]:
        with closing(sqlite3.connect(porch.path)) as connection:
            return [content for (content,) in connection.execute("SELECT content FROM notification").fetchall()]

    (short,) = kept()
    assert "silent" not in short
    (question,) = await porch.questions()
    await ana.presses("hush", question.id, "asking")
    assert [len(each) for each in kept()] == [len(short)], "its length does not tell how much is muted"
    await ana.presses("unmute", question.id, "asking")
    await ana.presses("notify", "each", "asking")
    assert kept() == []
    await ana.presses("notify", "daily", "asking")
    await ana.presses("forget-yes")
    assert kept() == []


async def test_what_is_taken_back_before_the_digest_is_not_in_it(porch: House) -> None:
    ana = await asked(porch, Mode.HOURLY)
    sam = porch.person("Sam")
    await sam.says("Yes.", PORCH)
    await sam.commands("delete", "", PORCH, answers="Sam 1")
    await porch.after((HOUR + SPREAD) / 1000)
    assert digests(ana) == []
    rows = await porch.store.read(lambda tx: tx.outbox.rows(What.DIGEST, 0))
    assert rows == []


async def test_what_was_on_its_way_to_somebody_who_is_forgotten_leaves_no_digest_behind(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    question = await ana.asks()
    await ana.presses("notify", "hourly", Face.ASKING.value)
    await sam.says("There is.", PORCH)
    asker = question.asker
    (row,) = [each for each in await porch.store.read(lambda tx: tx.outbox.kept(asker, 9)) if each.what is What.OPINION]
    await ana.presses("forget-yes")
    assert await porch.store.read(lambda tx: tx.outbox.kept(asker, 9)) == []
    await porch.store.write(lambda tx: notifications.put_aside(tx, row, Mode.HOURLY))  # it was composed before
    assert await porch.store.read(lambda tx: tx.outbox.kept(asker, 9)) == []
