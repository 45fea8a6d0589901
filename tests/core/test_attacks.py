"""Attacks that were thought of, tried, and closed: by a moderator of somewhere else, by a member, by a thief."""

import inspect
import itertools
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

import cogs
from bot.cards import Card
from bot.domain.communities import Badge, Survey
from bot.domain.people import Face
from bot.events import Command, Edit, Joined, Press, Where
from bot.ports.vault import PlatformUser
from bot.retention import HOUR, Retention
from bot.services.forgetting import LATEST
from bot.words import speak
from tests.core.sanctioned import OFFICE, office, olga, text, told
from tests.fakes.house import PORCH, YARD, House, Somebody, buttons, read

MODERATING = ("remove", "restore", "lock", "duplicate", "approve", "reject", "warn", "mute", "ban", "note", "sanctions")
ELSEWHERE = "-400"
"""Where the moderators of the yard are told."""
SECRET = "canary"
WORDS_EN = speak("en")
WORDS = ("", "1", "2", "3 why", "1 2", "1 off", "1 someone 1 why", "2 24h why", "role x guy", "moderators", "settings")
TEXTS = (
    "warn",
    "unban",
    "sanctions",
    "question",
    "opinion",
    "reply",
    "remove",
    "restore",
    "words",
    "review",
    "off",
    "",
)


@pytest.fixture(name="home")
async def _home(porch: House) -> House:
    return await office(porch)


def moderates(home: House, **places: str) -> None:
    """From now on who moderates depends on the place: a name for each, by its address without the sign."""

    async def survey(place: str, user: PlatformUser) -> Survey:
        found = places.get(f"at{place[1:]}", "")
        return replace(home.telegram.surveyed, moderator=user.user_id in [f"id of {each}" for each in found.split()])

    home.telegram.survey = survey  # type: ignore[method-assign]


def rows(home: House, sql: str) -> list[tuple[Any, ...]]:
    """What a thief of the file reads."""
    with closing(sqlite3.connect(home.path)) as connection:
        return connection.execute(sql).fetchall()


# ---- whoever moderates another community, or none


async def _secrets(home: House) -> None:
    """Something that waits, something removed, a sanction with its objection: in the porch, and nobody else's."""
    ana, sam = home.person("Ana"), home.person("Sam")
    await ana.asks("Is there hope?")
    said = await sam.says("There is.", PORCH, 1)
    await ana.asks("Who takes things away?", f"{SECRET} removed")
    await olga(home, "remove", f"2 {SECRET} reason")
    await olga(home, "warn", f"2 {SECRET} warning")
    await olga(home, "note", f"1 {SECRET} note")
    (notice,) = [each for each in ana.sees() if f"{SECRET} warning" in read(each.card)]
    await ana.says(f"{SECRET} objection", answers=notice.id)
    await home.rule("words", f'["{SECRET}*"]')
    await home.person("Bea").says(f"A {SECRET} opinion.", PORCH, 1)
    await sam.says(f"A {SECRET} reply.", PORCH, 1, answers=said)
    await ana.asks("What waits here?", f"{SECRET} held")
    waits = rows(home, "SELECT what, held FROM matter WHERE held = 1")
    assert sorted(what for what, _ in waits) == ["opinion", "question", "reply"]


GUARDED = {
    "question": "id, status, locked, duplicate_of",
    "opinion": "id, text, removed",
    "reply": "id, text, removed",
    "matter": "id, verdict, held, decided_at",
    "sanction": "id, lifted_at, objection",
    "audit": "*",
    "rule": "*",
    "removal": "*",
    "place": "*",
    "badge": "*",
}


def _guarded(home: House) -> dict[str, set[tuple[Any, ...]]]:
    return {table: set(rows(home, f"SELECT {columns} FROM {table}")) for table, columns in GUARDED.items()}


def _presses(ids: list[int]) -> list[Press]:
    """Every button there is, with every id, and every word where it takes one."""
    made = []
    for action, run in [each for cog in cogs.ALL for each in cog.presses.items()]:
        wanted = [each.annotation is int for each in list(inspect.signature(run).parameters.values())[1:]]
        numbers, words = sum(wanted), len(wanted) - sum(wanted)
        for number, said in itertools.product(ids, itertools.product(TEXTS, repeat=min(words, 2))):
            left_n, left_s = [number, 0][:numbers], [*said, "1"][:words]
            made.append(Press(action, tuple(str(left_n.pop(0)) if each else left_s.pop(0) for each in wanted)))
    return made


async def _shown(somebody: Somebody, what: Command | Press, place: str | None, answers: str | None = None) -> str:
    where = Where(somebody.platform, place, answers=answers)
    shown = await somebody.house.dispatch.handle(somebody.event(what, where))
    return text(shown) if isinstance(shown, Card) else repr(shown)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Mallory", "Eva"])
async def test_who_moderates_elsewhere_or_nothing_can_do_and_see_nothing_here(home: House, name: str) -> None:
    await _secrets(home)
    moderates(home, at100="Olga", at300="Olga", at200="Mallory", at400="Mallory")
    mallory = home.person("Mallory")
    await mallory.commands("setup", "", YARD)
    code = text(await mallory.commands("link", "", YARD)).split("code is ")[1].split(".")[0]
    await mallory.commands("link", f"{code} moderators", ELSEWHERE)
    before, tried = _guarded(home), home.person(name)
    tables = ("question", "opinion", "reply", "matter", "sanction")
    found = [each for table in tables for each in rows(home, f"SELECT id FROM {table}")]
    ids = [each for (each,) in [*found, *rows(home, "SELECT community_id FROM place WHERE address = '-100'")]]
    seen: list[tuple[Command | Press, str]] = [(each, await _shown(tried, each, None)) for each in _presses(ids)]
    here = [each.id for each in home.stands(PORCH)] + [each.id for each in home.stands(OFFICE)]
    for command, words, place in itertools.product(home.dispatch.commands, WORDS, (None, PORCH, YARD, ELSEWHERE)):
        if place in (None, PORCH) or command not in ("setup", "link"):
            seen.append((Command(command, words), await _shown(tried, Command(command, words), place)))
    for command, message in itertools.product(home.dispatch.commands, here):
        seen.append((Command(command, "x"), await _shown(tried, Command(command, "x"), PORCH, message)))
    await home.quiet()
    assert [(what, shown) for what, shown in seen if SECRET in shown] == []
    chats = [
        *mallory.reads(),
        *tried.reads(),
        *(read(each.card) for at in (YARD, ELSEWHERE) for each in home.stands(at)),
    ]
    assert [each for each in chats if SECRET in each] == []
    after = _guarded(home)
    for table, stood in before.items():
        assert stood <= after[table], table
    assert len(after["audit"]) == len(before["audit"]) or name == "Mallory"
    assert any("Is there hope?" in shown for _, shown in seen), "what is public is read"


async def test_an_administrator_of_the_moderators_chat_alone_is_no_moderator(home: House) -> None:
    """They would give themselves a code, and come in with a group of their own."""
    moderates(home, at100="Olga", at300="Olga Mallory")
    mallory = home.person("Mallory")
    only = WORDS_EN("refused-moderators-only")
    assert only in text(await mallory.commands("link", "", OFFICE))
    assert only in text(await mallory.commands("settings", "", OFFICE))
    assert only in text(await mallory.commands("settings", "role x guy", OFFICE))
    assert rows(home, "SELECT hash FROM code") == []
    assert "code is" in text(await home.person("Olga").commands("link", "", OFFICE))
    assert text(await home.person("Olga").commands("settings", "", OFFICE)) not in ("", only)


async def test_a_chat_that_was_the_moderators_once_does_not_become_it_again(home: House) -> None:
    """Whoever was left in it gives the bot another right there, or puts it out and lets it in again."""
    await home.person("Ana").asks()
    code = text(await home.person("Olga").commands("link", "", PORCH)).split("code is ")[1].split(".")[0]
    await home.person("Olga").commands("link", f"{code} moderators", ELSEWHERE)
    for inside in (True, False, True):
        await home.person("Mallory").does(Joined(inside=inside), OFFICE)
    await home.rule("words", f'["{SECRET}"]')
    await home.person("Ana").asks("What waits here?", SECRET)
    assert home.stands(OFFICE) == []
    assert len(home.stands(ELSEWHERE)) == 1
    await home.person("Olga").does(Joined(inside=False), ELSEWHERE)
    await home.person("Olga").does(Joined(inside=True), ELSEWHERE)
    await home.person("Ana").asks("And what waits now?", SECRET)
    assert len(home.stands(ELSEWHERE)) == 2, "the one that counts comes back"


async def test_what_was_edited_after_a_moderator_read_it_is_not_let_through(home: House) -> None:
    """Whoever edits at the right moment would have other words approved than were read."""
    sam = home.person("Sam")
    await home.person("Ana").asks()
    await home.rule("words", f'["{SECRET}"]')
    said = await sam.says(f"A harmless {SECRET}.", PORCH)
    (read_so_far,) = home.stands(OFFICE)
    await sam.does(Edit(f"An insult, {SECRET}."), PORCH, message=said)
    moderator = home.person("Olga")
    assert text(await moderator.taps("Approve", read_so_far, OFFICE)) == WORDS_EN("case-edited")
    assert rows(home, "SELECT removed FROM opinion") == [(2,)]
    (case,) = home.stands(OFFICE)
    assert "An insult" in read(case.card)
    await moderator.taps("Approve", case, OFFICE)
    assert rows(home, "SELECT removed FROM opinion") == [(0,)]


async def test_what_was_edited_after_it_was_reported_is_shown_anew(home: House) -> None:
    sam = home.person("Sam")
    await home.person("Ana").asks()
    said = await sam.says("You fool.", PORCH)
    await home.person("Eva").commands("report", "", PORCH, answers=said)
    await sam.does(Edit("You utter fool."), PORCH, message=said)
    (case,) = home.stands(OFFICE)
    keep = next(each for each in buttons(case.card) if each.action == "approve")
    moderator = home.person("Olga")
    shown = await moderator.presses(keep.action, *keep.args)
    assert "You utter fool." in text(shown), "in private at once"
    assert "You utter fool." in read(home.stands(OFFICE)[0].card)
    assert isinstance(shown, Card)
    keep = next(each for each in buttons(shown) if each.action == "approve")
    await moderator.presses(keep.action, *keep.args)
    assert rows(home, "SELECT verdict FROM matter") == [("approved",)]


# ---- a moderator who wants to know more


async def test_a_note_is_no_way_to_try_whether_two_things_are_by_one_person(home: House) -> None:
    """It would be one that costs nothing, and that nobody is told of."""
    ana = home.person("Ana")
    await ana.asks("Who am I?")
    await ana.asks("And who am I here?")
    await olga(home, "note", "1 Marked.")
    assert "Marked." in await olga(home, "sanctions", "1")
    assert "Marked." not in await olga(home, "sanctions", "2")
    await olga(home, "warn", "1 Spam.")
    assert "Spam." in await olga(home, "sanctions", "2"), "what binds follows the person"


async def test_who_maps_a_role_of_one_persons_is_seen_by_the_other_moderators(home: House) -> None:
    """What somebody answers without a name would count for a category that nobody else is of."""
    badge = Badge("7", "Sam alone")
    home.telegram.surveyed = replace(home.telegram.surveyed, badges=(badge,))
    moderator = home.person("Olga")
    await moderator.commands("settings", "role 7 girl", PORCH)
    assert "role · Sam alone · Girl" in text(await moderator.commands("audit"))
    await moderator.commands("settings", "role 7", PORCH)
    assert "role · Sam alone · -" in text(await moderator.commands("audit"))


async def test_what_a_moderator_may_not_do_twice_is_not_said_aloud(home: House) -> None:
    """Telegram says a refusal in the group to whoever never began a private chat: not what was put on somebody."""
    await home.person("Ana").asks()
    moderator = home.person("Olga")
    for command in ("ban", "remove"):
        await moderator.commands(command, "1 why", PORCH)
    refused = [await moderator.commands(each, "1 why", PORCH) for each in ("approve", "ban", "remove")]
    await moderator.commands("unban", "1", PORCH)
    await moderator.commands("restore", "1", PORCH)
    refused += [await moderator.commands(each, "1", PORCH) for each in ("unban", "restore")]
    assert [isinstance(each, Card) and (each.aloud, each.aloud_if_needed) for each in refused] == [(False, False)] * 5
    stranger = await home.person("Sam").commands("ban", "1", PORCH)
    assert isinstance(stranger, Card)
    assert stranger.aloud_if_needed, "that it is for moderators is no secret"


# ---- a thief who was there


async def test_a_report_that_everybody_saw_is_the_open_faces(home: House) -> None:
    """Else the moment would tell whose hidden face it is: all saw who wrote /report."""
    sam, eva, before = home.person("Sam"), home.person("Eva"), WORDS_EN("reported-before")
    question = await home.person("Ana").asks()
    said = await sam.says("You are a fool.", PORCH)
    await eva.commands("report", "", PORCH, answers=said)
    assert rows(home, "SELECT reporter FROM report") == [(await eva.face(Face.OPEN),)]
    assert await eva.face(Face.HIDDEN) is None
    opinion = (await home.store.read(lambda tx: tx.opinions.page(question.id, [None], 0, 1)))[0]
    assert text(await eva.presses("report", "opinion", opinion.id)) == before, "one person counts once"
    await eva.presses("report", "question", question.id)
    assert (await eva.face(Face.HIDDEN),) in rows(home, "SELECT reporter FROM report")
    assert text(await eva.commands("report", "1", PORCH)) == before
    case = home.stands(OFFICE)[0]
    await home.person("Olga").taps("It's fine", case, OFFICE)
    assert len(told(eva, "#1: it stays")) == 1


async def test_what_was_forgotten_leads_to_no_message_and_no_moment(home: House) -> None:
    """All faces that somebody forgets are known as forgotten: none of them may lead to an account any more."""
    ana, sam = home.person("Ana"), home.person("Sam")
    await ana.asks("Who am I?")
    opinion = await sam.says("A soul.", PORCH, 1)
    await ana.says("Openly.", PORCH, 1)
    home.clock.advance(1234)
    await ana.says("And a reply.", PORCH, 1, answers=opinion)
    others = rows(home, "SELECT * FROM receipt WHERE ours = 0")
    assert len(others) == 3
    await ana.commands("forget")
    await ana.presses("forget-yes")
    home.clock.advance(LATEST + HOUR)
    await Retention(home.store, home.vault, home.clock).look()
    await home.quiet()
    assert len(rows(home, "SELECT * FROM receipt WHERE ours = 0")) == 1, "Sam's, who is not forgotten"
    moments = rows(
        home, "SELECT written_at FROM opinion WHERE text = '' UNION SELECT written_at FROM reply WHERE text = ''"
    )
    assert moments
    assert all(each % HOUR == 0 for (each,) in moments)


# ---- the delay, and settings that are changed back and forth -----------------------------------------------------


async def waits(who: Somebody, title: str) -> None:
    """Asks something that is not to be seen at once."""
    await who.commands("ask")
    await who.taps("Everyone")
    await who.says(title)
    await who.taps("Skip")
    await who.taps("Post it")


def hour_of(question: int) -> int:
    """The hour since 1970 that a question's id tells whoever reads a link."""
    return (question >> 42) + 1_735_689_600_000 // HOUR


async def test_no_id_tells_how_long_a_question_waited_for_its_moment(home: House) -> None:
    await home.rule("delay_minutes", "1440")
    ana = home.person("Ana")
    for number in range(3):
        await waits(ana, f"Which hour is it, {number}?")
    await home.after(24 * 3600)
    asked = [each for each in await home.questions() if each.number in {1, 2, 3}]
    assert len(asked) == 3
    for each in asked:
        assert hour_of(each.id) == each.posted_at // HOUR
    await home.rule("words", '["turnip"]')
    await waits(ana, "Who eats a turnip?")
    (held,) = rows(home, "SELECT id, posted_at FROM question WHERE status = 'held'")
    assert hour_of(held[0]) >= held[1] // HOUR
    assert held[1] == home.clock.now(), "what is held waits for a moderator only"


@pytest.mark.parametrize("command", ["question", *MODERATING])
async def test_nobody_can_try_whether_a_question_waits_for_its_moment(home: House, command: str) -> None:
    """Whatever they ask of its number, they hear what they would hear of a number that there is not yet."""
    await home.rule("delay_minutes", "1440")
    await waits(home.person("Ana"), "Am I alone here?")
    ((status, moment),) = rows(home, "SELECT status, posted_at FROM question")
    assert (status, moment > home.clock.now()) == ("open", True)
    await home.rule("delay_minutes", "0")  # taking the delay back brings nothing out that waits
    for words, place in itertools.product(
        ("{0}", "{0} why", "{0} someone 1", "{0} {0}", "{0} off"), (None, PORCH, OFFICE)
    ):
        for who in ("Olga", "Sam"):
            heard = []
            for number in (1, 7):
                shown = await home.person(who).commands(command, words.format(number), place)
                heard.append((read(shown) if isinstance(shown, Card) else str(shown)).replace(f"#{number}", "#"))
            assert heard[0] == heard[1], (words, place, who)
    assert "Questions: 0" in text(await home.person("Olga").commands("stats"))
    assert not [each for each in home.stands(PORCH) + home.stands(OFFICE) if "Am I alone" in read(each.card)]
    assert rows(home, "SELECT status, posted_at, locked, duplicate_of FROM question") == [("open", moment, 0, None)]
    await home.after((moment - home.clock.now()) / 1000 + 60)
    assert "Am I alone here?" in read(home.card().card)


ELSE = ("setup", "link", "forget")
"""Commands that change what is compared."""
OFFICIAL = ("sanction", "unban", "moderate", "lift", "sanctions", "approve", "reject", "case")
"""Buttons of moderators: to others they say that they are none, where there is something to moderate."""


@pytest.mark.parametrize("why", ["waits", "is held"])
async def test_nobody_can_try_by_number_or_button_whether_there_is_a_question_that_is_not_seen(
    home: House, why: str
) -> None:
    """Every member's command with its number, and every button with its id, also such as nobody was ever shown."""
    ana, sam = home.person("Ana"), home.person("Sam")
    await ana.asks("What shall we cook?")
    await sam.says("Turnips.", PORCH, 1)
    await home.rule("delay_minutes", "1440" if why == "waits" else "0")
    await home.rule("words", '["alone"]' if why == "is held" else "[]")
    await waits(ana, "Am I alone here?")
    ((unseen,),) = rows(home, "SELECT id FROM question WHERE number = 2")
    for command in sorted({*home.dispatch.commands} - {*MODERATING, *ELSE}):
        heard = []
        for number in (2, 7):
            shown = await sam.commands(command, str(number))
            heard.append((text(shown) if isinstance(shown, Card) else repr(shown)).replace(f"#{number}", "#"))
        assert heard[0] == heard[1], command
    for typed in ("", "2", "alone"):
        for command in home.dispatch._suggestions:
            found = await home.dispatch.suggest(
                sam.event(Command(command), Where("telegram")).who, Where("telegram"), command, typed
            )
            assert not [label for label, _ in found if "alone" in label], command
    for (press, gone), where in itertools.product(
        zip(_presses([unseen]), _presses([unseen + 1]), strict=True), (None, PORCH)
    ):
        if press.action in OFFICIAL:
            continue
        mine, theirs = [await _shown(sam, each, where) for each in (press, gone)]
        assert mine.replace(str(unseen), "…") == theirs.replace(str(unseen + 1), "…"), press
