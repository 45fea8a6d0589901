"""How a question looks: labels exactly as promised, receipts in every state, nothing left of what was removed."""

from dataclasses import replace

import pytest

from bot.cards import Style
from bot.domain.communities import DEFAULT_CATEGORIES, Community, CommunityId, Place, PlaceId, PlaceKind
from bot.domain.opinions import Tally
from bot.domain.people import PersonId
from bot.domain.questions import Question, QuestionId, Status
from bot.ports.records import Receipt, Row, RowId, RowState, Urgency, What
from bot.services.reading import Standing
from bot.views import names, questions
from bot.words import Words
from tests.fakes.house import buttons, labels, read

SAY = Words("en")
HOME = Community(CommunityId(1), "Home", DEFAULT_CATEGORIES)
ASKED = Question(
    QuestionId(7),
    HOME.id,
    12,
    PersonId(9),
    "Is there hope?",
    "He left in May.",
    ("guy",),
    Status.OPEN,
    1_767_225_600_000,
)
PORCH = Place(PlaceId(3), HOME.id, "telegram", "-1", "The Porch", PlaceKind.FORUM, True)


@pytest.mark.parametrize(
    ("tally", "line"),
    [
        ({}, "What Guys said (0) · What Girls said (0)"),
        ({"guy": 2}, "What Guys said (2) · What Girls said (0)"),
        ({"guy": 2, "girl": 5, None: 1}, "What Guys said (2) · What Girls said (5) · Others (1)"),
        ({"guy": 2, None: 0}, "What Guys said (2) · What Girls said (0)"),
        ({"cat": 3, None: 1}, "What Guys said (0) · What Girls said (0) · Others (4)"),
        ({"guy": 12_345}, "What Guys said (12345) · What Girls said (0)"),
    ],
)
def test_the_grouped_line_reads_exactly_so(tally: Tally, line: str) -> None:
    assert names.counts(SAY, HOME, tally) == line


@pytest.mark.parametrize(
    ("keys", "text"),
    [((), "everyone"), (("girl",), "Girls"), (("girl", "guy"), "Guys and Girls"), (("cat",), "everyone")],
)
def test_the_audience_reads_in_the_communitys_order(keys: tuple[str, ...], text: str) -> None:
    assert names.audience(SAY, HOME, keys) == text


def test_a_card_has_everything_and_its_labels_are_the_promised_ones() -> None:
    card = questions.card(SAY, HOME, ASKED, {"guy": 2})
    assert read(card).split("\n") == [
        "For Guys: Is there hope?",
        "#12 · asked anonymously",
        "He left in May.",
        "What Guys said (2) · What Girls said (0)",
    ]
    assert labels(card) == ["Have an opinion?", "Show all", "Follow", "Report", "I'm a Guy", "I'm a Girl"]
    assert [button.private for button in buttons(card)] == [True, True, False, False, False, False]
    assert card.name == "Is there hope?"
    assert read(questions.card(SAY, HOME, replace(ASKED, details=""), {})).count("\n") == 2


def test_the_card_of_a_removed_question_holds_nothing_of_its_text() -> None:
    card = questions.card(SAY, HOME, replace(ASKED, status=Status.REMOVED), {"guy": 2})
    assert read(card) == "#12 was taken back by its asker"
    assert card.rows == ()
    for word in ("hope", "May", "Guys"):
        assert word not in str(card)


def test_a_preview_looks_like_the_card_and_can_be_posted_changed_or_dropped() -> None:
    card = questions.preview(SAY, HOME, ("guy",), "Is there hope?", "He left in May.", 44)
    shown = read(questions.card(SAY, HOME, ASKED, {})).replace("#12 · asked anonymously\n", "")
    assert read(card) == f"This is how it will look in Home:\n{shown}"
    assert [(each.label, each.args) for each in buttons(card)] == [
        ("Post it", (44,)),
        ("Edit", (44,)),
        ("Discard", (44,)),
        ("Add a poll", (44, "poll")),
    ]


def row(state: RowState, reason: str | None = None) -> Row:
    return Row(RowId(1), What.QUESTION, 7, PORCH.id, True, ASKED.id, Urgency.POST, 1, 0, False, state, reason)


STANDS = Receipt(PORCH.id, What.QUESTION, 7, "55", "54", 0, ours=True, at=0)


@pytest.mark.parametrize(
    ("standing", "line", "again"),
    [
        (Standing(PORCH, None, None), "The Porch: waiting …", False),
        (Standing(PORCH, None, row(RowState.WAITING)), "The Porch: waiting …", False),
        (Standing(PORCH, None, row(RowState.UNSURE)), "The Porch: waiting …", False),
        (
            Standing(PORCH, None, row(RowState.FAILED, "lost")),
            "The Porch: sent, but the answer was lost. Please look whether it is there.",
            True,
        ),
        (Standing(PORCH, STANDS, None), "The Porch: posted ✓", False),
        (Standing(PORCH, STANDS, row(RowState.WAITING)), "The Porch: posted ✓", False),
        (
            Standing(PORCH, None, row(RowState.FAILED, "kicked")),
            "The Porch: not posted, the bot was removed from there",
            False,
        ),
    ],
)
def test_a_receipt_says_how_far_it_got(standing: Standing, line: str, again: bool) -> None:
    card = questions.receipt(SAY, ASKED, [standing], lambda each: None)
    assert read(card).split("\n")[0] == "Your question is #12"
    assert read(card).split("\n")[-1] == line
    assert labels(card) == (["Post again"] if again else []) + ["Add update", "Close", "Delete"]
    assert "hope" not in str(card)


def test_a_receipt_leads_to_where_it_stands() -> None:
    standing = Standing(PORCH, STANDS, None)
    card = questions.receipt(
        SAY, ASKED, [standing, Standing(PORCH, None, None)], lambda each: "https://x" if each.receipt else None
    )
    assert next((each.label, each.link) for each in buttons(card)) == ("See it in The Porch", "https://x")
    assert labels(card) == ["See it in The Porch", "Add update", "Close", "Delete"]


def test_the_receipt_of_a_deleted_question_offers_nothing_more() -> None:
    card = questions.receipt(
        SAY, replace(ASKED, status=Status.REMOVED), [Standing(PORCH, STANDS, None)], lambda each: "x"
    )
    assert read(card).startswith("#12 is deleted")
    assert card.rows == ()


def test_deleting_is_asked_once_and_marked_as_dangerous() -> None:
    card = questions.confirm_delete(SAY, ASKED)
    assert read(card) == "Delete #12 everywhere? This can't be undone."
    assert [(each.label, each.style) for each in buttons(card)] == [
        ("Yes, delete it", Style.DANGER),
        ("Keep it", Style.PLAIN),
    ]
