"""Everything that is stored about somebody, for that one person: whole, in two sections, and without a trace."""

import json
import sqlite3
from typing import Any

from bot.cards import Card
from bot.domain.people import Face
from bot.domain.sanctions import Kind, Sanction, SanctionId
from bot.ports.store import Tx
from tests.core.test_forget import SECRET, lived
from tests.fakes.house import PORCH, House, Somebody, labels, read


async def data(somebody: Somebody) -> dict[str, Any]:
    shown = await somebody.commands("mydata")
    assert isinstance(shown, Card)
    assert shown.document is not None
    assert shown.document.name == "mydata.json"
    assert SECRET not in read(shown)
    found = json.loads(shown.document.data)
    assert isinstance(found, dict)
    return found


async def test_it_holds_everything_each_face_in_its_section(porch: House) -> None:
    found = await data(await lived(porch))
    asking, hidden, shown = found["as_asker"], found["without_your_name"], found["under_your_name"]
    (question,) = asking["questions"]
    assert (question["question"], question["community"]) == (1, "The Porch")
    assert (question["title"], question["details"]) == ("Is there hope?", SECRET)
    assert question["posted"] == "2026-01-01T00:00:00+00:00"
    assert [each["messages"] for each in hidden["opinions"]] == [[f"Anonymous {SECRET}"]]
    assert [each["name"] for each in hidden["opinions"]] == [None]
    (form,) = hidden["forms_not_finished"]
    assert form["filled_in"]["title"] == f"Begun {SECRET}"
    assert asking["opinions"] == hidden["questions"] == hidden["replies"] == shown["questions"] == []
    assert [(each["name"], each["messages"]) for each in shown["opinions"]] == [("Ana", [f"Named {SECRET}"])]
    assert [(each["name"], each["text"]) for each in shown["replies"]] == [("Ana", f"Reply {SECRET}")]
    assert hidden["contact"].startswith("locked")


async def test_it_holds_nothing_of_others_and_no_account(porch: House) -> None:
    ana = await lived(porch)
    told = json.dumps(await data(ana))
    for other in ("Yes, there is.", "What do you eat?", "Sam", "id of Ana"):
        assert other not in told
    for face in Face:
        assert porch.vault.token(ana.user, face) not in told


async def test_looking_leaves_no_trace(porch: House) -> None:
    await lived(porch)
    eva = porch.person("Eva")
    await porch.store.write(lambda tx: None)
    thief = sqlite3.connect(porch.path)
    before = list(thief.iterdump())
    found = await data(eva)
    assert [found[each]["known"] for each in ("as_asker", "without_your_name", "under_your_name")] == [False] * 3
    assert list(thief.iterdump()) == before
    thief.close()


async def test_what_moderators_decided_is_there_without_their_names_and_notes(porch: House) -> None:
    ana = porch.person("Ana")
    question = await ana.asks()

    def put(tx: Tx) -> None:
        for kind, reason in ((Kind.WARN, "too loud"), (Kind.NOTE, "a remark among us")):
            one = Sanction(
                SanctionId(0), question.community_id, kind, True, "question", question.id, reason, "Olga", 0, None, None
            )
            tx.sanctions.add(one, porch.vault.trace(ana.user), Face.ASKING)

    await porch.store.write(put)
    found = await data(ana)
    decided = found["as_asker"]["decided_by_moderators"]
    assert [(each["kind"], each["reason"], each["question"]) for each in decided] == [
        ("warn", "too loud", 1),
        ("note", None, 1),
    ]
    assert found["under_your_name"]["decided_by_moderators"] == []
    assert "Olga" not in json.dumps(found)


async def test_in_public_it_is_refused_and_the_promise_leads_to_it(porch: House) -> None:
    ana = porch.person("Ana")
    shown = await ana.commands("mydata", place=PORCH)
    assert isinstance(shown, Card)
    assert shown.document is None
    assert "private" in read(shown)
    promise = await ana.commands("privacy")
    assert isinstance(promise, Card)
    assert labels(promise) == ["What is stored about me?", "Forget me"]
    assert "/mydata" in read(promise)
    again = await ana.presses("mydata")
    assert isinstance(again, Card)
    assert again.document is not None


async def test_what_is_followed_added_and_wanted_is_there(porch: House) -> None:
    ana = porch.person("Ana")
    question = await ana.asks()
    await ana.commands("update", "1")
    await ana.says("He came back.")
    await ana.commands("follow", "1")
    await ana.presses("notify", "daily", "asking")
    await ana.presses("hush", question.id, "asking")
    found = await data(ana)
    assert found["without_your_name"]["told"] == {"how_often": "each", "not_of": []}
    assert found["as_asker"]["told"] == {"how_often": "daily", "not_of": [{"question": 1, "community": "The Porch"}]}
    (update,) = found["as_asker"]["questions"][0]["updates"]
    assert (update["text"], update["stands"]) == ("He came back.", True)
    (follow,) = found["without_your_name"]["follows"]
    assert (follow["question"], follow["since"]) == (1, "2026-01-01T00:00:00+00:00")


async def test_what_an_asker_made_of_an_opinion_and_what_a_vote_counts_for_is_there(porch: House) -> None:
    ana, eva = porch.person("Ana"), porch.person("Eva")
    question = await ana.asks(poll="Yes\nNo")
    await eva.answers(question, "There is.", kind="I'm a Girl")
    notice = next(each for each in ana.sees() if "There is." in read(each.card))
    await ana.taps("Thank", notice)
    await ana.taps("★ Most helpful", notice)
    await eva.taps("1. Yes", porch.card(), PORCH)
    await eva.presses("nudges", "on", question.community_id)
    asked, given = await data(ana), await data(eva)
    assert asked["as_asker"]["questions"][0]["shown_as"] is None
    (opinion,) = given["without_your_name"]["opinions"]
    assert (opinion["votes"], opinion["thanked_by_asker"], opinion["most_helpful"]) == (0, True, True)
    assert given["votes"]["in_polls"] == [
        {"question": 1, "community": "The Porch", "chosen": "Yes", "counted_for": "girl"}
    ]
    assert given["without_your_name"]["told_of_questions_nobody_answers"] is True
    assert given["without_your_name"]["last_told_of_one"] is None
    await porch.after(26 * 60 * 60)
    assert (await data(eva))["without_your_name"]["last_told_of_one"] is None, "it was answered"
