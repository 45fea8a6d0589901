"""How opinions and replies look: notices, copies, and the pages of "Show all"."""

from dataclasses import replace

import pytest

from bot.cards import Said
from bot.domain.limits import EXCERPT, PAGE_SIZE, REPLIES_SHOWN, REPLY_EXCERPT, THREAD_PAGE
from bot.domain.opinions import Byline, Opinion, OpinionId
from bot.domain.people import PersonId
from bot.domain.threads import Reply, ReplyId, Role
from bot.services.reading import OTHERS, Page, Threaded, Whole
from bot.views import opinions, replies
from tests.fakes.house import buttons, labels, read
from tests.views.test_questions import ASKED, HOME, SAY

NEWER, OLDER, BACK = (SAY(key) for key in ("button-newer", "button-older", "button-back-to-page"))
GUY = Byline("guy", "Sam", None)


def opinion(number: int = 1, by: Byline = GUY, text: str = "There is.") -> Opinion:
    return Opinion(OpinionId(number), ASKED.id, PersonId(2), by, text, None, 0, removed=False)


def reply(number: int = 1, role: Role = Role.ASKER, by: Byline = GUY, text: str = "Thank you.") -> Reply:
    return Reply(ReplyId(number), ASKED.id, OpinionId(1), PersonId(9), role, by, text, None, None, 0, removed=False)


@pytest.mark.parametrize(
    ("by", "name"),
    [
        (GUY, "Guy · Sam"),
        (Byline("girl", None, 2), "Girl 2"),
        (Byline(None, "Sam", None), "Someone · Sam"),
        (Byline(None, None, 1), "Someone 1"),
        (Byline("cat", None, 1), "Someone 1"),
        (Byline("cat", "Sam", None), "Someone · Sam"),
    ],
)
def test_a_notice_says_who_and_what_and_can_be_replied_to(by: Byline, name: str) -> None:
    card = opinions.notice(SAY, HOME, ASKED, opinion(by=by), None)
    assert read(card) == f"New opinion on #12 · {name}\nThere is."
    assert [(each.label, each.action, each.args) for each in buttons(card)] == [
        ("Reply", "reply", (1,)),
        ("Report", "report", ("opinion", 1)),
        ("Mute #12", "hush", (7,)),
    ]
    assert read(opinions.carried(SAY, HOME, opinion(by=by), "telegram")) == f"{name}, on Telegram: There is."
    assert read(opinions.carried(SAY, HOME, opinion(by=by), None)) == f"{name}: There is."


def test_what_was_taken_back_keeps_nothing_of_its_text() -> None:
    card = opinions.notice(SAY, HOME, ASKED, replace(opinion(), removed=True), None)
    assert (read(card), card.rows) == ("An opinion on #12 was taken back.", ())
    gone = replies.notice(SAY, HOME, ASKED, replace(reply(), removed=True), None)
    assert (read(gone), gone.rows) == ("A reply on #12 was taken back.", ())
    assert "There is." not in str(card)
    assert "Thank you." not in str(gone)


def test_the_asker_is_asker_whatever_the_byline_says() -> None:
    assert read(replies.carried(SAY, HOME, reply(), None)) == "Asker: Thank you."
    assert read(replies.notice(SAY, HOME, ASKED, reply(), None)) == "#12 · Asker replied\nThank you."
    assert "Sam" not in str(replies.notice(SAY, HOME, ASKED, reply(), None))
    assert read(replies.carried(SAY, HOME, reply(role=Role.MEMBER), "telegram")) == "Guy · Sam, on Telegram: Thank you."


def page(*threads: Threaded, tab: str = "guy", offset: int = 0, more: bool = False) -> Page:
    return Page(ASKED, HOME, {"guy": 9, "girl": 1, None: 2}, tab, offset, list(threads), more)


def test_a_page_has_tabs_with_counts_and_the_current_one_is_chosen() -> None:
    card = opinions.page(SAY, page(Threaded(opinion(), [], 0)))
    assert read(card).split("\n") == ["#12 Is there hope?", "What Guys said (9)", "Guy · Sam: There is."]
    assert [(each.label, each.chosen) for each in buttons(card)] == [
        ("Guys (9)", True), ("Girls (1)", False), ("Others (2)", False),
    ]  # fmt: skip
    assert card.instead
    assert "Others" not in str(opinions.page(SAY, replace(page(), tally={"guy": 9})))
    assert "Others (2)" in read(opinions.page(SAY, page(tab=OTHERS)))


@pytest.mark.parametrize(
    ("offset", "more", "turns"),
    [
        (0, False, []),
        (0, True, [(OLDER, PAGE_SIZE)]),
        (8, True, [(NEWER, 8 - PAGE_SIZE), (OLDER, 8 + PAGE_SIZE)]),
        (2, False, [(NEWER, 0)]),
    ],
)
def test_a_page_turns_both_ways_where_there_is_more(offset: int, more: bool, turns: list[tuple[str, int]]) -> None:
    card = opinions.page(SAY, page(Threaded(opinion(), [], 0), offset=offset, more=more))
    got = [(each.label, each.args) for each in buttons(card) if each.label in (NEWER, OLDER)]
    assert got == [(label, (ASKED.id, "guy", to)) for label, to in turns]


def test_replies_stand_under_their_opinion_and_all_of_them_can_be_shown() -> None:
    first = [reply(1), reply(2, Role.MEMBER)]
    card = opinions.page(SAY, page(Threaded(opinion(), first, 7), Threaded(opinion(2), first[:1], 1)))
    assert [(part.by, part.depth) for part in card.parts if isinstance(part, Said)] == [
        ("Guy · Sam", 0), ("Asker", 1), ("Guy · Sam", 1), ("Guy · Sam", 0), ("Asker", 1),
    ]  # fmt: skip
    assert [(each.label, each.args) for each in buttons(card) if each.action == "thread"] == [
        ("Show all 7 · Guy · Sam", (1, 0))
    ]
    assert len(first) == REPLIES_SHOWN


def test_what_is_long_is_cut_at_a_word_and_can_be_read_on() -> None:
    card = opinions.page(SAY, page(Threaded(opinion(text="word " * 200), [reply(text="x" * 151)], 1)))
    long, short = (part.text for part in card.parts if isinstance(part, Said))
    assert long.endswith("word …")
    assert len(long) <= EXCERPT + 2
    assert short == "x" * REPLY_EXCERPT + " …"
    assert "Read on · Guy · Sam" in labels(card)
    fits = opinions.page(SAY, page(Threaded(opinion(text="x" * EXCERPT), [], 0)))
    assert "Read on · Guy · Sam" not in labels(fits)


def test_an_empty_tab_says_what_to_do() -> None:
    assert read(opinions.page(SAY, page(tab="girl"))).endswith("press “Have an opinion?” under the question.")


@pytest.mark.parametrize(("offset", "count", "turns"), [(0, 3, []), (0, 30, [OLDER]), (20, 30, [NEWER])])
def test_a_whole_opinion_shows_its_thread_page_by_page(offset: int, count: int, turns: list[str]) -> None:
    shown = [reply(each, text="x" * 300) for each in range(min(count - offset, THREAD_PAGE))]
    card = opinions.whole(SAY, Whole(ASKED, HOME, opinion(text="word " * 200), offset, shown, count))
    assert labels(card) == [*turns, BACK]
    assert len([part for part in card.parts if isinstance(part, Said)]) == 1 + len(shown)
    assert "…" not in read(card)
    assert buttons(card)[-1].args == (ASKED.id, "guy")
