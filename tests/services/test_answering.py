"""Opinions: one per person and question, in as many messages as they like."""

import pytest

from bot.domain.errors import Refused
from bot.domain.people import Face
from bot.domain.questions import Status
from bot.ports.records import What
from bot.ports.store import Tx
from bot.services import answering, categories
from tests.services.conftest import Desk, caller


async def test_the_first_message_is_the_opinion_and_later_ones_are_added(desk: Desk) -> None:
    community, place = await desk.community()
    question = await desk.question(community)
    for number, text in enumerate([" One. ", "Two.", "Three."]):
        await desk.run(
            lambda tx, text=text, number=number: answering.write(  # type: ignore[misc]
                tx, caller(tx, "Sam"), question.id, text, place, f"m{number}"
            )
        )

    def look(tx: Tx) -> tuple[str, list[str], dict[str | None, int]]:
        opinion = tx.opinions.of(question.id, caller(tx, "Sam").open)
        assert opinion is not None
        return (
            opinion.text,
            [each.text for each in tx.opinions.passages(opinion.id)],
            dict(tx.opinions.tally(question.id)),
        )

    assert await desk.run(look) == ("One.\n\nTwo.\n\nThree.", ["One.", "Two.", "Three."], {None: 1})


async def test_a_message_that_comes_twice_counts_once(desk: Desk) -> None:
    community, place = await desk.community()
    question = await desk.question(community)
    first, second = [
        await desk.run(lambda tx: answering.write(tx, caller(tx, "Sam"), question.id, "Yes.", place, "m1"))
        for _ in range(2)
    ]
    assert first is not None
    assert second is None


async def test_after_taking_it_back_the_next_message_is_a_new_opinion(desk: Desk) -> None:
    community, place = await desk.community()
    question = await desk.question(community)
    first = await desk.run(lambda tx: answering.write(tx, caller(tx, "Sam"), question.id, "Yes.", place, "m1"))
    assert first is not None
    await desk.run(lambda tx: tx.opinions.remove(first.id))
    second = await desk.run(lambda tx: answering.write(tx, caller(tx, "Sam"), question.id, "No.", place, "m2"))
    assert second is not None
    assert second.id != first.id
    assert second.text == "No."


@pytest.mark.parametrize(("status", "code"), [(Status.CLOSED, "question-closed"), (Status.REMOVED, "question-gone")])
async def test_a_question_that_is_closed_or_gone_takes_nothing(desk: Desk, status: Status, code: str) -> None:
    community, place = await desk.community()
    question = await desk.question(community)
    await desk.run(lambda tx: tx.questions.set_status(question.id, status))
    with pytest.raises(Refused, match=code):
        await desk.run(lambda tx: answering.write(tx, caller(tx, "Sam"), question.id, "Yes.", place, "m1"))


async def test_an_asker_gives_no_opinion_on_their_own_question_by_the_form(desk: Desk) -> None:
    community, _ = await desk.community()
    question = await desk.question(community)
    for named in (True, False):
        with pytest.raises(Refused, match="own-question"):
            await desk.run(
                lambda tx, named=named: answering.answer(  # type: ignore[misc]
                    tx, caller(tx, "asker"), question.id, "Me!", named=named, source=None
                )
            )


async def test_a_new_opinion_goes_to_the_asker_and_to_the_places_where_it_was_not_written(desk: Desk) -> None:
    community, place = await desk.community()
    second = await desk.run(lambda tx: tx.communities.add_place(community.id, "telegram", "-2", "Yard", place.kind))
    question = await desk.question(community)
    await desk.carried()
    opinion = await desk.run(lambda tx: answering.write(tx, caller(tx, "Sam"), question.id, "Yes.", place, "m1"))
    assert opinion is not None
    assert await desk.recipients(What.OPINION, opinion.id) == {second.id, question.asker}
    assert await desk.recipients(What.QUESTION, question.id) == {place.id, second.id}
    private = await desk.run(
        lambda tx: answering.answer(tx, caller(tx, "Eva"), question.id, "No.", named=False, source="p1")
    )
    assert await desk.recipients(What.OPINION, private.id) == {place.id, second.id, question.asker}


async def test_aliases_are_numbered_per_question_and_category_and_stay(desk: Desk) -> None:
    community, _ = await desk.community()
    one, two = await desk.question(community), await desk.question(community)

    def signed(tx: Tx, name: str, question: int, kind: str) -> str:
        someone = caller(tx, name)
        categories.choose(tx, someone, community, Face.HIDDEN, kind)
        asked = one if question == 1 else two
        opinion = answering.answer(tx, someone, asked.id, "Yes.", named=False, source=None)
        assert opinion.by.name is None
        return f"{opinion.by.category} {opinion.by.number}"

    said = [
        ("Ana", 1, "girl"),
        ("Eva", 1, "girl"),
        ("Sam", 1, "guy"),
        ("Kim", 1, ""),
        ("Eva", 2, "girl"),
        ("Ana", 2, "girl"),
    ]
    got = [await desk.run(lambda tx, each=each: signed(tx, *each)) for each in said]  # type: ignore[misc]
    assert got == ["girl 1", "girl 2", "guy 1", "None 1", "girl 1", "girl 2"]
    assert await desk.run(lambda tx: signed(tx, "Eva", 1, "girl")) == "girl 2"
