"""A lone voice: where only a few of a category are known, an anonymous opinion stands among the others, for good."""

import pytest

from bot.cards import Card
from bot.domain.communities import CommunityId
from bot.domain.people import Caller, Face, PersonId
from bot.domain.questions import Question
from bot.ports.store import Tx
from bot.services import categories
from tests.fakes.house import PORCH, YARD, House, Somebody, labels, read

WHY = "Only a few of your category are known here."


@pytest.fixture
async def porch(empty: House) -> House:
    """A community with the setting as it is by itself: three."""
    await empty.set_up(lone_voice=3)
    return empty


async def become(house: House, kind: str, *people: str, question: Question) -> None:
    """Each says on the card what they are."""
    for name in people:
        await house.person(name).presses("iam", question.id, kind, place=PORCH)


async def anonymous(house: House, name: str, question: Question, text: str, kind: str | None = None) -> str:
    """What the person is told after answering by the form."""
    person = house.person(name)
    await person.presses("answer", question.id)
    if kind is not None:
        await person.taps(kind)
    await person.says(text)
    shown = await person.taps("Stay anonymous")
    assert isinstance(shown, Card)
    return read(shown)


def said(house: House, place: str = PORCH) -> list[str]:
    """What stands under the card."""
    return [read(each.card) for each in house.stands(place)[1:]]


def choose(tx: Tx, community: CommunityId, who: Somebody, kind: str) -> None:
    """Somebody says what they are where only their hidden face is known."""

    def find(face: Face) -> PersonId:
        found = tx.people.find(who.house.vault.token(who.user, face))
        assert found is not None
        return found.id

    caller = Caller(find, find, "telegram", who.name)
    categories.choose(tx, caller, tx.communities.get(community), Face.HIDDEN, kind)


async def counts(house: House, question: Question) -> dict[str | None, int]:
    return dict(await house.store.read(lambda tx: tx.opinions.tally(question.id)))


async def test_a_lone_voice_stands_among_the_others_and_its_writer_is_told_why(porch: House) -> None:
    question = await porch.person("Ana").asks()
    told = await anonymous(porch, "Eva", question, "Yes.", "I'm a Girl")
    assert "appears as “Someone 1”" in told
    assert WHY in told
    assert said(porch) == ["Someone 1: Yes."]
    assert "What Girls said (0) · Others (1)" in read(porch.card().card)


async def test_with_enough_of_them_the_category_shows(porch: House) -> None:
    question = await porch.person("Ana").asks()
    await become(porch, "girl", "Ida", "Mia", question=question)
    told = await anonymous(porch, "Eva", question, "Yes.", "I'm a Girl")
    # Two are known by their open face, and Eva by her hidden one: nobody can say that these are three people.
    assert said(porch) == ["Someone 1: Yes."]
    assert WHY in told
    await become(porch, "girl", "Eva", question=question)
    second = await porch.person("Ana").asks("And another one")
    told = await anonymous(porch, "Lea", second, "No.", "I'm a Girl")
    assert "appears as “Girl 1”" in told
    assert WHY not in told


async def test_the_two_faces_of_one_person_count_once(porch: House) -> None:
    """Eva has chosen under both of her faces, and so has Mia: four rows, and yet two people."""
    question = await porch.person("Ana").asks()
    await become(porch, "girl", "Eva", "Mia", question=question)
    for name in ("Eva", "Mia"):
        await anonymous(porch, name, question, f"{name[0]}.")
    faces = [await porch.person(name).face(face) for name in ("Eva", "Mia") for face in (Face.OPEN, Face.HIDDEN)]
    assert None not in faces
    assert said(porch) == ["Someone 1: E.", "Someone 2: M."]


async def test_what_is_written_in_the_open_under_a_worn_category_makes_it_known(porch: House) -> None:
    """What people wear is not kept with them; that they spoke as Girls stands there for all to see."""
    question = await porch.person("Ana").asks()

    def known(tx: Tx) -> int:
        return tx.people.known(question.community_id, "girl", 3)

    for name in ("Ida", "Mia", "Lea"):
        await become(porch, "girl", name, question=question)
        await porch.person(name).says(f"I am {name}.", PORCH)
    await become(porch, "guy", "Ida", "Mia", "Lea", question=question)
    assert await porch.store.read(known) == 3
    await porch.person("Ida").commands("delete", "", PORCH, answers="Ida 1")
    assert await porch.store.read(known) == 2


async def test_the_others_are_not_uncovered_when_the_group_grows(porch: House) -> None:
    question = await porch.person("Ana").asks()
    await anonymous(porch, "Eva", question, "Yes.", "I'm a Girl")
    await become(porch, "girl", "Ida", "Mia", "Lea", question=question)
    await anonymous(porch, "Nora", question, "No.", "I'm a Girl")
    assert said(porch) == ["Someone 1: Yes.", "Girl 1: No."]
    eva = porch.person("Eva")
    # She says it again, under both faces, and adds to her opinion: it stays where it is.
    await become(porch, "girl", "Eva", question=question)
    await anonymous(porch, "Eva", question, "Really.")
    assert said(porch) == ["Someone 1: Yes.\n\nReally.", "Girl 1: No."]
    assert await counts(porch, question) == {None: 1, "girl": 1}
    # Elsewhere she is one of many now.
    second = await porch.person("Ana").asks("And another one")
    assert "“Girl 1”" in await anonymous(porch, "Eva", second, "Yes.")
    assert await eva.face(Face.HIDDEN) is not None


async def test_the_others_are_not_uncovered_by_the_setting(porch: House) -> None:
    question = await porch.person("Ana").asks()
    await anonymous(porch, "Eva", question, "Yes.", "I'm a Girl")
    await porch.rule("lone_voice", "1")
    await become(porch, "girl", "Eva", question=question)
    await anonymous(porch, "Eva", question, "Really.")
    assert said(porch) == ["Someone 1: Yes.\n\nReally."]
    assert "Others (1)" in read(porch.card().card)
    second = await porch.person("Ana").asks("And another one")
    assert "“Girl 1”" in await anonymous(porch, "Eva", second, "Yes.")


async def test_who_showed_already_goes_on_under_the_same_name(porch: House) -> None:
    question = await porch.person("Ana").asks()
    await become(porch, "girl", "Eva", "Ida", "Mia", question=question)
    await anonymous(porch, "Eva", question, "Yes.")
    await porch.rule("lone_voice", "10")
    (opinion,) = await porch.store.read(lambda tx: tx.opinions.page(question.id, ["girl"], 0, 9))
    eva = porch.person("Eva")
    await eva.commands("ask")  # leaves no form of another kind in the way
    await eva.taps("Discard")
    await eva.presses("reply", opinion.id, "hidden")
    await eva.says("And this.")
    assert said(porch) == ["Girl 1: Yes.", "Girl 1: And this."]


async def test_her_replies_stand_among_the_others_too_with_the_same_number(porch: House) -> None:
    question = await porch.person("Ana").asks()
    await anonymous(porch, "Eva", question, "Yes.", "I'm a Girl")
    await porch.rule("lone_voice", "1")
    (opinion,) = await porch.store.read(lambda tx: tx.opinions.page(question.id, [None], 0, 9))
    eva = porch.person("Eva")
    await eva.presses("reply", opinion.id, "hidden")
    await eva.says("And this.")
    assert said(porch)[-1] == "Someone 1: And this."


async def test_the_aliases_leave_no_gap_that_tells(porch: House) -> None:
    """Nobody can see from "Girl 2" that a Girl 1 hides, nor from the others' numbers who they are."""
    question = await porch.person("Ana").asks()
    await anonymous(porch, "Eva", question, "E.", "I'm a Girl")
    await anonymous(porch, "Kim", question, "K.", "Rather not say")
    await anonymous(porch, "Bo", question, "B.", "I'm a Guy")
    await become(porch, "girl", "Ida", "Mia", "Lea", question=question)
    await anonymous(porch, "Nora", question, "N.", "I'm a Girl")
    assert said(porch) == ["Someone 1: E.", "Someone 2: K.", "Someone 3: B.", "Girl 1: N."]


async def test_an_opinion_that_had_no_category_does_not_take_a_lone_one(porch: House) -> None:
    question = await porch.person("Ana").asks()
    await anonymous(porch, "Eva", question, "Yes.", "Rather not say")
    eva = porch.person("Eva")
    for _ in range(2):  # saying it twice changes nothing, even when nobody is a lone voice any more
        await porch.store.write(lambda tx: choose(tx, question.community_id, eva, "girl"))
        await porch.quiet()
        assert said(porch) == ["Someone 1: Yes."]
        assert await counts(porch, question) == {None: 1}
        await porch.rule("lone_voice", "1")


async def test_named_opinions_show_their_category(porch: House) -> None:
    question = await porch.person("Ana").asks()
    await porch.person("Eva").answers(question, "Yes.", kind="I'm a Girl", named=True)
    assert said(porch) == ["Girl · Eva: Yes."]


async def test_card_page_notice_and_mirror_agree(porch: House) -> None:
    await porch.link()
    ana = porch.person("Ana")
    question = await ana.asks()
    await anonymous(porch, "Eva", question, "Yes.", "I'm a Girl")
    for place in (PORCH, YARD):
        assert said(porch, place) == ["Someone 1: Yes."]
        assert "What Girls said (0) · Others (1)" in read(porch.card(1, place).card)
    assert any("New opinion on #1 · Someone 1" in each for each in ana.reads())
    page = await ana.presses("page", question.id)
    assert isinstance(page, Card)
    assert read(page).splitlines()[1:] == ["Others (1)", "Someone 1: Yes."]
    assert labels(page) == ["Guys (0)", "Girls (0)", "Others (1)", "★ Someone 1", "Thank Someone 1"]
    everything = [*map(read, (each.card for each in porch.stands())), *ana.reads(), read(page)]
    assert not any("Girl 1" in each for each in everything)
