"""Updates: what an asker adds stands on every card and in every thread, is brought to those who keep up, and goes."""

import pytest

from bot.cards import Card, Said
from bot.domain.people import Face
from bot.ports.store import Tx
from bot.words import speak
from tests.fakes.house import PORCH, YARD, House, Somebody, buttons, labels, read

OLDER = speak("en")("button-older")


@pytest.fixture
async def town(two: House) -> House:
    """One community in two forums; Olga moderates."""
    two.telegram.moderators = {"id of Olga"}
    return two


def told(shown: object) -> str:
    assert isinstance(shown, Card), shown
    return read(shown)


async def adds(asker: Somebody, text: str, words: str = "1") -> None:
    await asker.commands("update", words)
    await asker.says(text)


def everywhere(house: House) -> str:
    return "\n".join(read(each.card) for place in (PORCH, YARD) for each in house.stands(place))


def days(shown: object) -> list[int]:
    assert isinstance(shown, Card), shown
    return [int(each.text.split()[1]) for each in shown.parts if isinstance(each, Said)]


async def test_what_follows_the_number_is_no_part_of_it(town: House) -> None:
    ana = town.person("Ana")
    await ana.asks("Is there hope?")
    await adds(ana, "He came back.", "1 He came back.")
    assert told(ana.shown).startswith("Added to #1.")


async def test_it_stands_dated_on_every_card_and_as_a_message_in_every_thread(town: House) -> None:
    ana = town.person("Ana")
    await ana.asks("Is there hope?", "He left.")
    await ana.taps("Add update")
    await ana.says("He came back.")
    assert told(ana.shown) == "Added to #1. Those who keep up with it are told."
    for place in (PORCH, YARD):
        card = town.card(1, place)
        (added,) = [each for each in card.card.parts if isinstance(each, Said)]
        assert added == Said("Update, Jan 1, 2026", "He came back.")
        (posted,) = [each for each in town.stands(place) if "just updated" in read(each.card)]
        assert read(posted.card) == "Asker · just updated the question: He came back."
        assert posted.thread == card.thread


async def test_show_all_begins_with_them_and_leads_to_all(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    question = await ana.asks()
    for number in range(7):
        await adds(ana, f"Day {number} went by.")
    page = await sam.commands("question", "1")
    assert days(page) == [4, 5, 6]
    assert isinstance(page, Card)
    assert "All updates" in labels(page)
    first = await sam.presses("updates", question.id)
    assert days(first) == [6, 5, 4, 3, 2]
    assert isinstance(first, Card)
    older = next(each for each in buttons(first) if each.label == OLDER)
    assert days(await sam.presses(older.action, *older.args)) == [1, 0]
    assert "4 earlier updates: see “Show all”." in read(porch.card().card)


async def test_on_the_card_the_newest_is_whole_and_the_older_are_cut(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    await adds(ana, "First " + "a " * 600 + "end")
    assert "end" in read(porch.card().card)
    await adds(ana, "Second " + "b " * 900 + "end")
    first, second = [each.text for each in porch.card().card.parts if isinstance(each, Said)]
    assert len(first) <= 202
    assert first.endswith(" …")
    assert second.endswith("b end")


async def test_with_long_details_the_newest_is_cut_too_and_whole_in_the_thread(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks(details="d" * 3990)
    await adds(ana, "b " * 900 + "end")
    (added,) = [each.text for each in porch.card().card.parts if isinstance(each, Said)]
    assert len(added) <= 202
    assert any("b end" in read(each.card) for each in porch.stands())


async def test_those_who_answered_in_private_are_told_and_can_report_it(porch: House) -> None:
    ana, sam, eva = (porch.person(name) for name in ("Ana", "Sam", "Eva"))
    question = await ana.asks()
    await sam.answers(question, "Yes.", kind="Rather not say")
    await eva.says("No.", PORCH)
    await adds(ana, "He came back.")
    notice = next(each for each in sam.sees() if "He came back." in read(each.card))
    assert read(notice.card) == "#1 · the asker just updated the question\nHe came back."
    assert not any("He came back." in each for each in eva.reads()), "she sees it in the thread"
    await sam.taps("Report", notice)
    cases = await porch.store.read(lambda tx: tx.cases.waiting(question.community_id, 0, 5))
    assert [each.what for each in cases] == ["update"]


async def test_the_asker_takes_one_back_and_it_goes_everywhere(town: House) -> None:
    ana, sam = town.person("Ana"), town.person("Sam")
    question = await ana.asks()
    await sam.answers(question, "Yes.", kind="Rather not say")
    await adds(ana, "He came back.")
    assert "He came back." in everywhere(town)
    (update,) = await town.store.read(lambda tx: tx.updates.all(question.id))
    assert "nothing of yours" in str(await sam.presses("unupdate", update.id))
    assert "He came back." in everywhere(town)
    await ana.presses("unupdate", update.id)
    assert "He came back." not in everywhere(town)
    assert not any("He came back." in each for each in sam.reads())
    assert "An update of #1 was taken back." in sam.reads()


async def test_moderators_remove_one_and_put_it_back(town: House) -> None:
    ana, sam = town.person("Ana"), town.person("Sam")
    question = await ana.asks()
    await sam.answers(question, "Yes.", kind="Rather not say")
    await adds(ana, "He came back.")
    posted = next(each for each in town.stands(PORCH) if "just updated" in read(each.card))
    olga = town.person("Olga")
    assert told(await olga.commands("remove", "too much", PORCH, posted.id)) == "Removed everywhere: the update of #1."
    assert "He came back." not in everywhere(town)
    assert "An update of #1 was removed by the moderators." in sam.reads()
    assert any("A moderator removed your update of #1" in each and "too much" in each for each in ana.reads())
    (update,) = await town.store.read(lambda tx: tx.updates.all(question.id))
    await olga.presses("moderate", "restore", "update", update.id)
    assert "He came back." in everywhere(town)
    assert any("He came back." in each for each in sam.reads())
    assert any("Your update of #1 stands again" in each for each in ana.reads())


async def test_one_with_a_forbidden_word_waits_and_comes_when_it_is_approved(town: House) -> None:
    await town.rule("words", '["turnip*"]')
    ana, sam = town.person("Ana"), town.person("Sam")
    question = await ana.asks()
    await sam.answers(question, "Yes.", kind="Rather not say")
    await adds(ana, "He eats turnips.")
    assert "turnips" not in everywhere(town)
    assert not any("turnips" in each for each in sam.reads())
    (case,) = await town.store.read(lambda tx: tx.cases.waiting(question.community_id, 0, 5))
    assert (case.what, case.held) == ("update", True)
    await town.person("Olga").presses("approve", case.id)
    assert "He eats turnips." in everywhere(town)
    assert any("turnips" in each for each in sam.reads())
    assert "What you wrote on #1 is published now." in ana.reads()


async def test_only_the_asker_adds_and_hears_why_not_otherwise(town: House) -> None:
    ana, sam = town.person("Ana"), town.person("Sam")
    question = await ana.asks()
    assert "#1 is not your question" in told(await sam.commands("update", "1"))
    assert "You have no question" in told(await sam.commands("update"))
    assert "There is no question #7" in told(await ana.commands("update", "7"))
    assert "not there any more" in str(await sam.presses("update", question.id))
    await town.person("Olga").commands("lock", "1", PORCH)
    assert "have locked #1" in told(await ana.commands("update", "1"))


async def test_what_could_give_the_asker_away_is_warned_of_first(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks()
    await adds(ana, "Write to ana@example.org.")
    assert "ana@example.org" not in read(porch.card().card)
    assert "Someone could recognise you by: “ana@example.org”." in ana.reads()[-1]
    await ana.taps("Send it anyway")
    assert "ana@example.org" in read(porch.card().card)


async def test_no_form_tells_which_question_it_is_for(porch: House) -> None:
    """The form lies beside the hidden face: a question's id in the clear would tie that to the asking one."""
    ana = porch.person("Ana")
    question = await ana.asks()
    await ana.commands("update", "1")
    hidden = await ana.face(Face.HIDDEN)
    assert hidden is not None

    def forms(tx: Tx) -> list[int | None]:
        return [each.subject for each in tx.forms.all(hidden)]

    assert await porch.store.read(forms) == [None]
    assert question.asker != hidden


async def test_with_the_question_they_go_and_come_and_are_forgotten(town: House) -> None:
    ana, sam = town.person("Ana"), town.person("Sam")
    question = await ana.asks()
    await sam.answers(question, "Yes.", kind="Rather not say")
    await adds(ana, "He came back.")
    olga = town.person("Olga")
    await olga.commands("remove", "1", PORCH)
    assert "He came back." not in everywhere(town)
    assert not any("He came back." in each for each in sam.reads())
    await olga.commands("restore", "1", PORCH)
    assert "He came back." in everywhere(town)
    assert any("He came back." in each for each in sam.reads())
    await ana.presses("forget-yes")
    assert "He came back." not in everywhere(town)
    assert not any("He came back." in each for each in sam.reads())
    (update,) = await town.store.read(lambda tx: tx.updates.all(question.id))
    assert (update.text, update.removed) == ("", True)


async def test_a_reply_to_one_in_a_thread_is_an_opinion(porch: House) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    question = await ana.asks()
    await adds(ana, "He came back.")
    posted = next(each for each in porch.stands() if "just updated" in read(each.card))
    await sam.says("Good for you.", PORCH, answers=posted.id)
    tally = await porch.store.read(lambda tx: tx.opinions.tally(question.id))
    assert sum(tally.values()) == 1


async def test_what_was_written_for_one_question_is_never_sent_to_another(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks("Is there hope?")
    await ana.asks("Is soup a meal?")
    await ana.commands("update", "1")
    await ana.says("He wrote from ana@example.org.")
    assert "It is added to #1, without your name." in ana.reads()[-1]
    assert "What you wrote for #1 is not sent yet" in told(await ana.commands("update", "2"))
    assert told(await ana.taps("Send it anyway")).startswith("Added to #1.")
    await adds(ana, "It is one.", "2")
    first, second = (read(porch.card(number).card) for number in (1, 2))
    assert "ana@example.org" in first
    assert "ana@example.org" not in second
    assert "It is one." in second


async def test_a_form_that_was_left_empty_goes_with_its_question(porch: House) -> None:
    ana = porch.person("Ana")
    await ana.asks("Is there hope?")
    await ana.asks("Is soup a meal?")
    await ana.commands("update", "1")
    await ana.commands("update", "2")
    forms = [each for each in ana.reads() if each.startswith("What do you want to add?")]
    assert len(forms) == 1
    assert "It is added to #2" in forms[0]
    await ana.says("It is one.")
    assert told(ana.shown).startswith("Added to #2.")
