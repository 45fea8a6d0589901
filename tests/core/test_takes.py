"""Takes: long texts of members, with or without a name, that stand, are read, answered, held and forgotten."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cards import Card, Sheet, Toast
from bot.domain.communities import PlaceKind, Survey
from bot.domain.people import Face
from bot.domain.questions import Kind, Question, Status
from bot.events import Where, Who
from tests.fakes.house import PORCH, House, Somebody, buttons, house, labels, read

LONG = "I have listened to a great many people who were left, and all of them asked the same thing first. " * 3
TITLE = "What I learned from being left"


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as built:
        await built.set_up()
        yield built


async def write(who: Somebody, *parts: str, sign: str = "Show my name", title: str = TITLE) -> Question:
    """By the form, part by part, up to the receipt."""
    await who.commands("take")
    await who.says(title)
    for part in parts or (LONG,):
        await who.says(part)
    if len(parts) < 3:
        await who.taps("Skip")
    await who.taps(sign)
    await who.taps("Post it")
    return (await who.house.questions())[-1]


def shown(card: object) -> Card:
    assert isinstance(card, Card)
    return card


async def test_a_take_stands_under_a_name_and_is_commented_on(home: House) -> None:
    sam, eva = home.person("Sam"), home.person("Eva")
    take = await write(sam)
    assert (take.kind, take.name, take.number) == (Kind.TAKE, "Sam", 1)
    card = home.card()
    assert read(card.card).startswith(f"Take: {TITLE}\n#1 · by Someone · Sam\n{LONG.strip()}")
    assert read(card.card).endswith("No comments yet")
    assert "It stands under your name" in sam.reads()[-1]

    await eva.says("So true.", PORCH)
    assert read(home.card().card).endswith("1 comment")
    assert sam.reads()[-1].startswith("New comment on #1 · Someone · Eva")
    (answered,) = [each for each in sam.sees() if "So true." in read(each.card)]
    await sam.says("Thank you.", answers=answered.id)
    assert [read(each.card) for each in home.stands()][-1] == "Someone · Sam: Thank you."
    assert await sam.face(Face.ASKING) is None


async def test_without_a_name_nobody_sees_whose_it_is(home: House) -> None:
    ana, eva = home.person("Ana"), home.person("Eva")
    take = await write(ana, sign="Stay anonymous")
    assert take.name is None
    assert "#1 · without a name" in read(home.card().card)
    assert "Nobody can see that it is yours. Comments come to you here" in ana.reads()[-1]
    await eva.says("So true.", PORCH)
    (answered,) = [each for each in ana.sees() if "So true." in read(each.card)]
    await ana.says("Thank you.", answers=answered.id)
    assert [read(each.card) for each in home.stands()][-1] == "Author: Thank you."
    assert take.asker == await ana.face(Face.ASKING)
    assert all("Ana" not in read(each.card) for each in home.stands())


async def test_long_ones_come_in_three_parts_and_are_read_page_by_page(home: House) -> None:
    sam, eva = home.person("Sam"), home.person("Eva")
    parts = [f"{number}. " + "Nobody tells you this. " * 170 for number in range(3)]
    take = await write(sam, *parts)
    assert take.details == "\n\n".join(part.strip() for part in parts)
    page = shown(await eva.presses("take", take.id, 0))
    assert labels(page) == ["Read on \u203a", "All comments"]
    seen = read(page)
    for at in range(1, 10):
        if "Read on \u203a" not in labels(page):
            break
        page = shown(await eva.presses("take", take.id, at))
        seen += read(page)
    assert all(f"{number}. Nobody" in seen for number in range(3))
    assert seen.count("Nobody tells you this.") == take.details.count("Nobody tells you this.")
    assert labels(page) == ["\u2039 Back", "All comments"]


async def test_what_is_too_short_or_too_long_is_refused_and_kept(home: House) -> None:
    sam = home.person("Sam")
    await sam.commands("take")
    await sam.says(TITLE)
    await sam.says("Too short.")
    assert sam.shown is not None
    assert "too short for a take (10 characters)" in read(shown(sam.shown))
    await sam.says("x" * 4_001)
    assert "too long for one part (4,001 characters)" in read(shown(sam.shown))
    await sam.says(LONG)
    assert "second part" in sam.reads()[-1]


async def test_whoever_writes_without_a_name_is_warned_of_what_tells_it(home: House) -> None:
    ana = home.person("Ana")
    await ana.commands("take")
    await ana.says(TITLE)
    await ana.says(f"{LONG} Call me: +49 170 1234567, Ana")
    await ana.taps("Skip")
    await ana.taps("Stay anonymous")
    assert "“+49 170 1234567”" in ana.reads()[-1]
    assert "“Ana”" in ana.reads()[-1]
    await ana.taps("Edit")
    await ana.taps("Show my name?")
    await ana.taps("Show my name")
    assert "recognise" not in ana.reads()[-1]
    assert "By Ana" in ana.reads()[-1]


async def test_takes_are_listed_newest_first_in_pages(home: House) -> None:
    sam, eva = home.person("Sam"), home.person("Eva")
    assert "Nobody has written a take in The Porch yet." in read(shown(await eva.commands("takes")))
    await home.rule("questions_a_day", "0")
    await home.rule("review", '"off"')
    await eva.asks("Is this one listed?")
    for number in range(7):
        await write(sam, f"{number} {LONG}", title=f"Take number {number}")
    page = shown(await eva.commands("takes"))
    assert labels(page) == [
        *(f"#{each + 2} Take number {each}" for each in (6, 5, 4, 3, 2)),
        "Older \u203a",
        "Write a take",
    ]
    (older,) = [each for each in buttons(page) if each.label == "Older \u203a"]
    page = shown(await eva.presses(older.action, *older.args))
    assert labels(page) == ["#3 Take number 1", "#2 Take number 0", "\u2039 Newest", "Write a take"]


async def test_a_flagged_take_waits_and_nobody_can_tell_that_it_is_there(home: House) -> None:
    ana, eva = home.person("Ana"), home.person("Eva")
    await ana.commands("take")
    await ana.says(TITLE)
    await ana.says(f"{LONG} https://example.com/more")
    await ana.taps("Skip")
    await ana.taps("Stay anonymous")
    answer = shown(await ana.taps("Post it"))
    assert "Your take #1 waits for a moderator" in read(answer)
    assert not any(TITLE in read(each.card) for each in home.stands())
    assert "Nobody has written" in read(shown(await eva.commands("takes")))
    held = await home.store.read(lambda tx: tx.questions.numbered(tx.communities.on("telegram")[0].id, 1))
    assert held is not None
    assert held.status is Status.HELD
    assert await eva.presses("take", held.id, 0) == await eva.presses("take", held.id + 1, 0)
    assert isinstance(await eva.presses("page", held.id), Toast)


async def test_whoever_is_banned_writes_no_take_also_from_a_form_begun_before(home: House) -> None:
    sam = home.person("Sam")
    await sam.asks("Is there hope?")
    await sam.commands("take")
    await sam.says(TITLE)
    await sam.says(LONG)
    await sam.taps("Skip")
    await sam.taps("Stay anonymous")
    home.telegram.surveyed = Survey("The Porch", PlaceKind.FORUM, moderator=True)
    banned = await home.person("Olga").commands("ban", "1 insults", PORCH)
    assert "Banned" in read(shown(banned))
    refused = await sam.taps("Post it")
    assert isinstance(refused, Toast)
    assert "excluded" in refused.text
    assert not [each for each in await home.questions() if each.is_take]
    assert "excluded" in read(shown(await sam.commands("take")))


async def test_its_author_can_delete_it_and_forget_everything(home: House) -> None:
    sam = home.person("Sam")
    await write(sam)
    await sam.taps("Delete")
    await sam.taps("Yes, delete it")
    assert "#1 was taken back by its author" in read(home.stands()[-1].card)
    take = await write(sam, sign="Stay anonymous")
    await sam.presses("forget-yes")
    assert "#2 was taken back by its author" in read(home.stands()[-1].card)
    wiped = await home.store.read(lambda tx: tx.questions.get(take.id))
    assert wiped is not None
    assert (wiped.title, wiped.details, wiped.name) == ("", "", None)


async def test_as_a_whole_form_it_has_room_for_all_parts_at_once(tmp_path: Path) -> None:
    async with house(tmp_path, fills_forms=True) as home:
        await home.set_up()
        sam = home.person("Sam")
        sheet = await sam.commands("take")
        assert isinstance(sheet, Sheet)
        assert [each.name for each in sheet.blanks] == ["title", "text", "more", "rest", "sign"]
        preview = shown(await sam.fills(sheet, title=TITLE, text=LONG, more="", rest="The end.", sign="named"))
        assert "The end." in read(preview)
        assert "By Sam" in read(preview)


# ---- what is made for questions


def said(answer: object) -> str:
    return answer.text if isinstance(answer, Toast) else read(shown(answer))


async def test_what_is_for_questions_alone_is_refused_kindly_or_leaves_takes_out(home: House) -> None:
    home.telegram.moderators = {"id of Olga"}
    ana, sam, eva, olga = (home.person(name) for name in ("Ana", "Sam", "Eva", "Olga"))
    question = await sam.asks("Is there hope?")
    take = await write(ana, sign="Stay anonymous")
    await eva.says("So true.", PORCH, 2)
    (comment,) = await home.store.read(lambda tx: tx.opinions.page(take.id, [None], 0, 9))

    assert "its comments stay open" in said(await ana.commands("close", "2"))
    assert "its comments stay open" in said(await ana.presses("reopen", take.id))
    assert "#2 is a take: there is nothing to be added" in said(await ana.commands("update", "2"))
    assert "You have no question" in said(await ana.commands("update"))
    assert "#2 has no poll" in said(await eva.presses("poll", take.id))
    for who in (ana, eva):  # the same for its author as for everybody
        for action in ("thank", "helpful"):
            assert "neither thanked for nor chosen" in said(await who.presses(action, comment.id))
    for words in ("1 2", "2 1"):
        assert "only a question can point to another" in said(await olga.commands("duplicate", words, PORCH))
    assert "counts: now 1" in said(await sam.presses("vote", comment.id))

    shelf = said(await eva.commands("unanswered"))
    assert "#1 Is there hope?" in shelf
    assert TITLE not in shelf
    standing = [each.id for each in await home.questions()]
    assert standing == [question.id, take.id], "and nothing of all that changed it"
    own = await home.store.read(lambda tx: tx.appointments.of(take.id))
    assert own == [], "nobody is nudged, asked what happened, or silenced by time"
    counted = await home.store.read(lambda tx: tx.stats.questions(take.community_id, 0, 2**62))
    assert sum(counted.values()) == 1
    assert await home.store.read(lambda tx: tx.stats.opinions(take.community_id, 0, 2**62)) == []


async def test_no_take_is_suggested_to_whoever_wants_to_add_something(home: House) -> None:
    ana = home.person("Ana")
    await ana.asks("Is there hope?")
    await write(ana, sign="Stay anonymous")
    who = Who(ana.user, ana.name, ana.language)
    suggested = await home.dispatch.suggest(who, Where("telegram"), "update", "")
    assert len(suggested) == 1
    assert "Is there hope?" in "".join(suggested[0])


async def test_who_follows_a_take_hears_of_its_comments(home: House) -> None:
    sam, eva, fay = (home.person(name) for name in ("Sam", "Eva", "Fay"))
    await write(sam)
    await fay.commands("follow", "1")
    await home.after(1)
    await eva.says("So true.", PORCH)
    assert "One new comment since you last heard." in fay.reads()[-1]
