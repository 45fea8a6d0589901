"""How opinions and replies look: notices, copies, and the pages of "Show all"."""

from dataclasses import replace

import pytest

from bot.cards import Body, Said
from bot.domain.limits import EXCERPT, REPLIES_SHOWN, REPLY_EXCERPT, THREAD_PAGE
from bot.domain.opinions import Byline, Opinion, OpinionId
from bot.domain.paging import Sort, Spot
from bot.domain.people import PersonId
from bot.domain.questions import QuestionId, Status
from bot.domain.threads import Reply, ReplyId, Role
from bot.platforms.discord import render as discord
from bot.platforms.telegram import render as telegram
from bot.services.reading import OTHERS, Page, Threaded, Whole
from bot.views import opinions, replies
from tests.fakes.house import buttons, labels, read
from tests.views.test_questions import ASKED, HOME, SAY

NEWER, OLDER, BACK = (SAY(key) for key in ("button-newer", "button-older", "button-back-to-page"))
EARLIER, LATER = SAY("button-earlier"), SAY("button-later")
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
        ("★ Most helpful", "helpful", (1,)),
        ("Thank", "thank", (1,)),
        ("Report", "report", ("opinion", 1)),
        ("Mute #12", "hush", (7,)),
    ]
    assert read(opinions.carried(SAY, HOME, opinion(by=by), "telegram")) == f"{name}, on Telegram: There is."
    assert read(opinions.carried(SAY, HOME, opinion(by=by), None)) == f"{name}: There is."


def test_the_asker_sees_what_they_chose_and_everybody_how_many_find_it_good() -> None:
    chosen = replace(opinion(), helpful=True, votes=1_234)
    assert [each.label for each in buttons(opinions.notice(SAY, HOME, ASKED, chosen, None)) if each.chosen] == [
        "★ Most helpful"
    ]
    thanked = opinions.notice(SAY, HOME, ASKED, replace(opinion(), thanked=True), None)
    assert [each.label for each in buttons(thanked) if each.chosen] == ["Thank"]
    carried = buttons(opinions.carried(SAY, HOME, chosen, None))
    assert [(each.label, each.action, each.args, each.private) for each in carried] == [
        ("👍 1,234", "vote", (1,), False)
    ]
    long = labels(opinions.carried(SAY, HOME, opinion(text="word " * 1_000), None))
    assert long == ["👍 0", "Show all"]


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


def page(*threads: Threaded, tab: str = "guy") -> Page:
    return Page(ASKED, HOME, {"guy": 9, "girl": 1, None: 2}, tab, list(threads))


def test_a_page_has_tabs_with_counts_and_the_current_one_is_chosen() -> None:
    card = opinions.page(SAY, page(Threaded(opinion(), [], 0)))
    assert read(card).split("\n") == [
        *("#12 Is there hope?", "He left in May.", "What Guys said (9)", "Guy · Sam: There is."),
    ]
    assert [(each.label, each.chosen) for each in buttons(card)] == [
        ("Guys (9)", True), ("Girls (1)", False), ("Others (2)", False), ("Have an opinion?", False),
        ("👍 0 · Guy · Sam", False),
    ]  # fmt: skip
    assert card.instead
    assert "Others" not in str(opinions.page(SAY, replace(page(), tally={"guy": 9})))
    assert "Others (2)" in read(opinions.page(SAY, page(tab=OTHERS)))


def test_a_page_shows_what_is_asked_and_leads_to_the_rest() -> None:
    asked = replace(ASKED, details="He left in May. " * 100)
    card = opinions.page(SAY, replace(page(), question=asked))
    (shown,) = [each.text for each in card.parts if isinstance(each, Body)]
    assert shown.startswith("He left in May.")
    assert len(shown) < 750
    assert [(each.action, each.args) for each in buttons(card) if each.label == "Read on"] == [("details", (ASKED.id,))]
    assert asked.details in read(opinions.details(SAY, asked))
    assert "Read on" not in labels(opinions.page(SAY, page()))
    assert "He left" not in read(opinions.page(SAY, replace(page(), spot=ON))), "it stands on the first page only"


def test_whoever_reads_may_answer_unless_they_asked_or_it_is_closed() -> None:
    assert "Have an opinion?" in labels(opinions.page(SAY, page()))
    assert "Have an opinion?" not in labels(opinions.page(SAY, replace(page(), asker=True)))
    closed = replace(ASKED, status=Status.CLOSED)
    assert "Have an opinion?" not in labels(opinions.page(SAY, replace(page(), question=closed)))


UP, ON = Spot(Sort.NEWEST, 9, up=True), Spot(Sort.NEWEST, 6)


@pytest.mark.parametrize(
    ("newer", "older", "turns"),
    [
        (None, None, []),
        (None, ON, [(OLDER, "no6")]),
        (UP, ON, [(NEWER, "nu9"), (OLDER, "no6")]),
        (UP, None, [(NEWER, "nu9")]),
    ],
)
def test_a_page_turns_both_ways_where_there_is_more(
    newer: Spot | None, older: Spot | None, turns: list[tuple[str, str]]
) -> None:
    card = opinions.page(SAY, replace(page(Threaded(opinion(), [], 0)), newer=newer, older=older))
    got = [(each.label, each.args) for each in buttons(card) if each.label in (NEWER, OLDER)]
    assert got == [(label, (ASKED.id, "guy", to)) for label, to in turns]


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.VOTED])
def test_a_page_is_sorted_by_two_buttons_and_no_two_buttons_do_the_same(sort: Sort) -> None:
    shown = replace(page(*(Threaded(opinion(each), [], 0) for each in (1, 2))), spot=Spot(sort))
    card = opinions.page(SAY, shown)
    sorts = [(each.label, each.chosen) for each in buttons(card) if each.label in ("Newest", "Most voted")]
    assert sorts == [("Newest", sort is Sort.NEWEST), ("Most voted", sort is Sort.VOTED)]
    does = [(each.action, each.args) for each in buttons(card)]
    assert len(set(does)) == len(does)
    tabs = [Spot.read(str(each.args[2])).sort for each in buttons(card) if each.label.startswith("Girls")]
    assert tabs == [sort], "another tab is sorted the same way"


def test_whoever_reads_votes_and_the_asker_thanks_and_chooses() -> None:
    helpful, thanked = replace(opinion(1), helpful=True, votes=2), replace(opinion(2), thanked=True)
    shown = page(Threaded(helpful, [], 0), Threaded(thanked, [], 9))
    reader = opinions.page(SAY, replace(shown, voted=frozenset({helpful.id})))
    assert [(each.label, each.args, each.chosen) for each in buttons(reader) if each.action == "vote"] == [
        ("👍 2 · Guy · Sam", (1, "n"), True),
        ("👍 0 · Guy · Sam", (2, "n"), False),
    ]
    assert [each.by for each in reader.parts if isinstance(each, Said)] == [
        "★ Guy · Sam · most helpful",
        "Guy · Sam · thanked by the asker",
    ]
    asker = opinions.page(SAY, replace(shown, asker=True))
    mine = [(each.action, each.args, each.chosen) for each in buttons(asker) if each.action in ("helpful", "thank")]
    assert mine == [
        ("helpful", (1, "n"), True),
        ("thank", (1, "n"), False),
        ("helpful", (2, "n"), False),
        ("thank", (2, "n"), True),
    ]
    assert all(len(row) <= 3 for row in asker.rows)
    assert "vote" not in {each.action for each in buttons(asker)}


def test_the_largest_page_fits_into_what_carries_it() -> None:
    """Four opinions, all buttons, the longest ids and names: 64 bytes on Telegram, 40 components on Discord."""
    last = OpinionId(2**63 - 1)
    threads = [
        Threaded(replace(opinion(text="x" * 900), id=OpinionId(last - each)), [reply()], 99) for each in range(4)
    ]
    spot = Spot(Sort.VOTED, last, 99_999)
    shown = replace(page(*threads), spot=spot, newer=replace(spot, up=True), older=spot, asker=True)
    shown = replace(shown, question=replace(ASKED, id=QuestionId(2**63 - 1)))
    card = opinions.page(SAY, shown)
    telegram.render(card, "https://t.me/aunt_bot", public=False)
    assert len(list(discord.render(card)[0].view().walk_children())) == 27


def test_replies_stand_under_their_opinion_and_all_of_them_can_be_shown() -> None:
    first = [reply(1), reply(2, Role.MEMBER)]
    card = opinions.page(SAY, page(Threaded(opinion(), first, 7), Threaded(opinion(2), first[:1], 1)))
    assert [(part.by, part.depth) for part in card.parts if isinstance(part, Said)] == [
        ("Guy · Sam", 0), ("Asker", 1), ("Guy · Sam", 1), ("Guy · Sam", 0), ("Asker", 1),
    ]  # fmt: skip
    assert [(each.label, each.args) for each in buttons(card) if each.action == "thread"] == [
        ("Show all 7 · Guy · Sam", (1,))
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


@pytest.mark.parametrize(("earlier", "later", "turns"), [(None, None, []), (None, 3, [LATER]), (3, None, [EARLIER])])
def test_a_whole_opinion_shows_its_thread_page_by_page(
    earlier: int | None, later: int | None, turns: list[str]
) -> None:
    shown = [reply(each, text="x" * 300) for each in range(THREAD_PAGE)]
    spots = [Spot(Sort.THREAD, at, up=at is earlier) if at else None for at in (earlier, later)]
    card = opinions.whole(SAY, Whole(ASKED, HOME, opinion(text="word " * 200), shown, earlier=spots[0], later=spots[1]))
    assert labels(card) == ["👍 0", *turns, BACK]
    assert len([part for part in card.parts if isinstance(part, Said)]) == 1 + len(shown)
    assert "…" not in read(card)
    assert buttons(card)[-1].args == (ASKED.id, "guy")
