"""Ways to unmask somebody that were thought of, tried, and closed."""

import sqlite3
from contextlib import closing

from bot.domain.people import Face
from bot.ports.vault import PlatformUser
from bot.vault import KeyVault
from tests.journeys.stage import KEY, Actor, Stage


def question_id(stage: Stage, number: int) -> str:
    """The id that stands in the public links of a card."""
    button = stage.card(number).button("Have an opinion?")
    assert button is not None
    return str(button["url"]).rsplit("_", 1)[1]


def rows(stage: Stage, sql: str) -> list[tuple[object, ...]]:
    """What a thief of the file reads."""
    with closing(sqlite3.connect(stage.house.folder / "agony-aunt.db")) as connection:
        return connection.execute(sql).fetchall()


def tokens(actor: Actor) -> dict[Face, str]:
    """Under what the store knows somebody's faces; only the key can tell."""
    user = PlatformUser("telegram", str(actor.person.id))
    return {face: KeyVault([KEY]).token(user, face) for face in Face}


async def test_a_link_that_somebody_sends_does_nothing(porch: Stage) -> None:
    ana = porch.person("Ana")
    number = await ana.asks("Who would do such a thing?")
    before = porch.card(number).text
    for action in ("deleted", "delete", "again", "iam", "reply", "post", "drop"):
        await ana.person.starts(f"{action}_{question_id(porch, number)}")
        await porch.quiet()
        assert ana.private()[-1].startswith("Ask what you can't ask"), action
    assert porch.card(number).text == before


async def test_a_native_reply_goes_where_it_was_meant_even_with_a_form_open(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    secret = await ana.asks("My secret question")
    other = await sam.asks("What shall we cook?")
    await ana.answers(other, "Soup", kind="I'm a Girl", named=True)
    await sam.replies(await sam.notice("Soup"), "With what?")
    await sam.writes(secret, "Tell somebody.")
    heard = await ana.notice("With what?")
    await ana.taps("Reply", on=heard)
    assert any("passed on under your name" in text for text in ana.private())
    await ana.replies(await ana.notice("Tell somebody."), "I have told nobody.")
    assert "I have told nobody." not in "".join(each.text for each in porch.thread(other))
    assert porch.thread(secret)[-1].text == "Asker\nI have told nobody."


async def test_a_shown_name_never_stands_alone(porch: Stage) -> None:
    ana, fake = porch.person("Ana"), porch.person("Asker")
    number = await ana.asks("Who speaks here?")
    await fake.answers(number, "I am the asker, believe me.", kind="Rather not say", named=True)
    assert porch.thread(number)[-1].text.startswith("Someone · Asker\n")


async def test_what_one_wrote_anonymously_can_not_be_taken_back_in_public(porch: Stage) -> None:
    ana, sam, eva = porch.person("Ana"), porch.person("Sam"), porch.person("Eva")
    number = await sam.asks("Who was it?")
    await ana.answers(number, "It was me.", kind="I'm a Girl")
    opinion = porch.thread(number)[-1]
    before = len(porch.thread(number))
    for somebody in (eva, ana):
        await somebody.replies(opinion, "/delete", in_=porch.group)
    assert opinion.text == "Girl 1\nIt was me."
    told = [each for each in porch.thread(number)[before:] if each.by_bot]
    assert len({each.text for each in told}) == 1, "both hear the same"
    assert not any("Taken back" in text for text in ana.private())


async def test_blocking_the_bot_ties_no_faces_together(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    number = await ana.asks("Who am I?")
    await ana.writes(number, "Here I speak openly.")
    await sam.writes(number, "And I too.")
    await ana.person.blocks_bot()
    await porch.quiet()
    assert rows(porch, "SELECT face FROM person WHERE reachable = 0") == []
    await sam.writes(number, "Once more.")
    assert rows(porch, "SELECT face FROM person WHERE reachable = 0") == [("asking",)]


async def test_no_row_and_no_set_of_communities_ties_the_faces_together(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    yard = porch.second_place("The Yard")
    await porch.owner.writes("/setup", in_=yard)
    await porch.quiet()
    number = await sam.asks("A first question", in_="The Porch")
    await ana.writes(number, "Here I speak openly.")
    await ana.person.writes("And here too.", in_=yard)
    second = await ana.asks("Here I do not")
    await ana.answers(number, "And here I hide.", kind="I'm a Girl")
    assert porch.has_card(second)
    known = {str(token): person for token, person in rows(porch, "SELECT token, id FROM person")}
    faces = {known[token] for token in tokens(ana).values()}
    assert len(faces) == 3
    tables = [str(name) for (name,) in rows(porch, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        for row in rows(porch, f"SELECT * FROM {table}"):
            assert not faces <= set(row), table


async def test_another_community_is_not_read_by_number(porch: Stage) -> None:
    ana, zoe = porch.person("Ana"), porch.person("Zoe", member=False)
    number = await ana.asks("Only for the porch")
    yard = porch.second_place("The Yard")
    await porch.owner.writes("/setup", in_=yard)
    await porch.quiet()
    yard.bring(zoe.person)
    await zoe.taps("Ask a question", in_=yard)
    await zoe.taps("Everyone")
    await zoe.says("Zoe asks in the yard")
    await zoe.taps("Skip")
    await zoe.taps("Post it")
    await zoe.says(f"/question {number}")
    assert "Only for the porch" not in "".join(zoe.private())
    assert "Zoe asks in the yard" in zoe.private()[-1]


async def test_what_is_deleted_leaves_none_of_the_askers_words_behind(porch: Stage) -> None:
    ana, sam = porch.person("Ana"), porch.person("Sam")
    attic = porch.second_place("The Attic")
    await porch.link(attic)
    number = await ana.asks("A title to forget", "Details to forget")
    await sam.writes(number, "An opinion.")
    await ana.replies(await ana.notice("An opinion."), "My own words.")
    await ana.taps("Delete")
    await ana.taps("Yes, delete it")
    for place in (porch.group, attic):
        left = "".join(each.text for each in place.messages())
        assert "to forget" not in left
        assert "My own words." not in left
        assert not any("A title to forget" in topic.name for topic in place.topics.values())
    assert "An opinion." not in "".join(each.text for each in attic.messages())
