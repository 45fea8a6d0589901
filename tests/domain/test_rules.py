"""The rules by themselves: lengths, counts, faces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.communities import DEFAULT_CATEGORIES, Badge, Community, CommunityId
from bot.domain.errors import Refused
from bot.domain.limits import DETAILS_MAX, OPINION_MAX, TITLE_MAX, TITLE_MIN
from bot.domain.opinions import clean_text, grouped
from bot.domain.people import Caller, Face, PersonId
from bot.domain.questions import clean_details, clean_title
from bot.domain.texts import is_read, is_seen

HOME = Community(CommunityId(1), "Home", DEFAULT_CATEGORIES)


@given(st.text(max_size=130))
def test_a_title_is_one_line_of_5_to_100_characters_or_refused(text: str) -> None:
    length = len(" ".join(text.split()))
    if TITLE_MIN <= length <= TITLE_MAX and not is_read(text):
        with pytest.raises(Refused, match="title-blank"):
            clean_title(text)
        return
    if TITLE_MIN <= length <= TITLE_MAX:
        title = clean_title(text)
        assert len(title) == length
        assert title.split() == text.split()
        assert "\n" not in title
        return
    with pytest.raises(Refused, match="title-short" if length < TITLE_MIN else "title-long") as refused:
        clean_title(text)
    assert refused.value.details["length"] == length


@pytest.mark.parametrize(
    "text",
    ["**__~~||  ||~~__**", "# # #", "> > >", "\u200b" * 9, "\u3164" * 9, "\u2800" * 9, "\ufe0f" * 9, "-_-_-", "?!?!?"],
)
def test_a_title_of_signs_alone_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="title-blank"):
        clean_title(text)


@pytest.mark.parametrize("text", ["**why**", "ПОЧЕМУ", "为什么呢?", "💔💔💔💔💔", "100 €", "لماذا", "¿Y 1?"])
def test_a_title_with_something_to_read_is_taken_as_it_is(text: str) -> None:
    assert clean_title(text) == text
    assert is_seen(text)


@pytest.mark.parametrize("text", ["\u200b\u200d", "\u3164", "\u2800 \u2800", "\ufe0f", "\u00ad", "\x07"])
def test_an_opinion_in_which_nothing_can_be_seen_is_none(text: str) -> None:
    with pytest.raises(Refused, match="text-empty"):
        clean_text(text)
    assert clean_text("?") == "?"


@given(st.text(max_size=20))
def test_what_can_be_read_can_be_seen(text: str) -> None:
    assert is_seen(text) or not is_read(text)
    assert is_read(text + "a")


@pytest.mark.parametrize(
    ("text", "code"), [("x" * DETAILS_MAX, None), (" " + "x" * DETAILS_MAX + "\n", None), ("x" * 4001, "details-long")]
)
def test_details_have_up_to_4000_characters(text: str, code: str | None) -> None:
    if code is None:
        assert clean_details(text) == "x" * DETAILS_MAX
    else:
        with pytest.raises(Refused, match=code):
            clean_details(text)
    assert clean_details(" \n ") == ""


@pytest.mark.parametrize(("text", "code"), [("", "text-empty"), (" \n", "text-empty"), ("x" * 4097, "text-long")])
def test_an_opinion_has_1_to_4096_characters(text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        clean_text(text)
    assert clean_text(" \n a\n\nb ") == "a\n\nb"
    assert len(clean_text("👨‍👩‍👧" * (OPINION_MAX // 5))) <= OPINION_MAX


tallies = st.dictionaries(st.sampled_from(["guy", "girl", "cat", None]), st.integers(0, 99))


@given(tallies)
def test_every_opinion_is_counted_once(tally: dict[str | None, int]) -> None:
    counts, others = grouped(HOME, tally)
    assert [plural for plural, _ in counts] == ["Guys", "Girls"]
    assert sum(count for _, count in counts) + others == sum(tally.values())
    assert others == tally.get("cat", 0) + tally.get(None, 0)


def test_a_face_is_made_known_only_when_it_acts() -> None:
    met: list[Face] = []

    def meet(face: Face) -> PersonId:
        met.append(face)
        return PersonId(len(met))

    caller = Caller(meet, lambda face: None, "telegram", "Sam")
    assert caller.found(Face.OPEN) is None
    assert caller.face_of(PersonId(1)) is None
    assert met == []
    assert [caller.hidden, caller.hidden] == [PersonId(1)] * 2
    assert met == [Face.HIDDEN]


def test_a_refusal_says_nothing_but_its_code() -> None:
    assert str(Refused("title-long", max=100, length=4711)) == "title-long"


@pytest.mark.parametrize(
    ("names", "mapped", "key"),
    [
        (["Guy"], {}, "guy"),
        (["  gIRLS "], {}, "girl"),
        (["girl", "guy"], {}, "guy"),  # the community's order, not that of the badges
        (["Knight"], {}, None),
        (["Knight"], {"0": "girl"}, "girl"),
        (["Guy", "Knight"], {"1": "girl"}, "girl"),
        (["Guy"], {"0": "girl"}, "girl"),
        (["Knight", "Lady"], {"0": "girl", "1": "guy"}, "guy"),
        (["Guy"], {"0": "gone"}, None),
        (["Guy"], {"7": "girl"}, "guy"),
        ([], {"0": "girl"}, None),
    ],
)
def test_badges_decide_by_what_was_said_of_them_or_else_by_name(
    names: list[str], mapped: dict[str, str], key: str | None
) -> None:
    found = HOME.worn([Badge(str(number), name) for number, name in enumerate(names)], mapped)
    assert (found.key if found else None) == key
