"""Cards as Telegram messages: within every limit, with people's words as they typed them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Body, Button, Card, Part, Said, Say, Small, Strong, Style, Title
from bot.platforms.telegram.buttons import keyboard, opened, payload, pressed
from bot.platforms.telegram.cutting import units
from bot.platforms.telegram.render import ENTITIES, LIMIT, UNSEEN, Piece, plain, render, shown

LINK = "https://t.me/agony_aunt_bot"

short = st.text(max_size=40)
long = st.text(alphabet="abc .\n👍é日ש", max_size=60).flatmap(
    lambda text: st.integers(1, 90).map(lambda times: text * times)
)
parts = st.one_of(
    st.builds(Title, short),
    st.builds(Say, short),
    st.builds(Small, short),
    st.builds(Strong, short),
    st.builds(Body, long),
    st.builds(Said, short, long, st.integers(0, 1)),
)
cards = st.lists(parts, max_size=8).map(lambda given: Card(tuple(given)))


def seen(text: str) -> str:
    """What is left of a text without white space and the dots of our cuts."""
    return re.sub(r"[\s…]", "", text)


def stretches(piece: Piece) -> list[tuple[str, str]]:
    """What the entities cover."""
    coded = piece.text.encode("utf-16-le")
    return [
        (str(each.type), coded[each.offset * 2 : (each.offset + each.length) * 2].decode("utf-16-le"))
        for each in piece.entities
    ]


@given(cards)
def test_every_message_is_one_that_telegram_takes(card: Card) -> None:
    pieces = render(card, LINK, False)
    assert pieces
    for piece in pieces:
        assert piece.text.strip()
        assert units(piece.text) <= LIMIT
        assert len(piece.entities) <= ENTITIES
        assert all(text.strip() for _, text in stretches(piece))
        piece.text.encode()


@given(cards)
def test_all_of_it_is_there(card: Card) -> None:
    together = seen("".join(piece.text for piece in render(card, LINK, False)))
    if len(card.parts) == 1 and isinstance(card.parts[0], Body):
        assert together == seen(shown(card.parts[0].text)) or not together.strip("\u200b")
    for part in card.parts:
        words = seen(shown(part.text))
        if UNSEEN.fullmatch(words):
            continue  # a message of nothing to see is left out
        if len(words) < 80:
            assert words in together or "…" in part.text
        else:
            assert words[:40] in together
            assert words[-40:] in together


@given(st.text(alphabet="abc .\n👍日", min_size=20, max_size=60), st.integers(0, 99), st.integers(100, 9_999_999))
def test_a_growing_count_does_not_move_the_cut(words: str, before: int, after: int) -> None:
    text = f"x{words}x" * (3_500 // len(words))

    def card(count: int) -> Card:
        return Card((Title("For Guys"), Body(text), Strong(f"What Guys said ({count})"), Body("x" * 1_000)))

    first, second = render(card(before), LINK, True), render(card(after), LINK, True)
    assert len(first) > 1
    assert first[1:] == second[1:]


def test_the_longest_text_goes_on_in_the_next_message_and_the_buttons_stay_on_the_first() -> None:
    details = "\n\n".join(f"Paragraph {number}. " + "word " * 60 for number in range(13))
    card = Card(
        (Title("For Guys: why?"), Body(details), Strong("What Guys said (2) · What Girls said (0)")),
        ((Button("Have an opinion?", "answer", (12,)),),),
    )
    first, second = render(card, LINK, True)
    assert first.text.startswith("For Guys: why?\n\nParagraph 0.")
    assert first.text.endswith(" …\n\nWhat Guys said (2) · What Girls said (0)")
    assert second.text.startswith("… Paragraph ")
    assert first.keyboard is not None
    assert second.keyboard is None
    assert seen(details) in seen(first.text.split("\n\n", 1)[1].rsplit("\n\n", 1)[0] + second.text)


def test_a_long_opinion_goes_on_under_its_name() -> None:
    first, second = render(Card((Title("#12"), Said("Guy 1", "why not? " * 500))), LINK, False)
    assert stretches(first)[1] == ("bold", "Guy 1")
    assert stretches(second)[0] == ("bold", "Guy 1")
    assert stretches(second)[1][1].startswith("… why")
    assert second.text.startswith("Guy 1\n… ")


def test_very_many_parts_go_on_in_further_messages() -> None:
    pieces = render(Card(tuple(Said(f"Guy {number}", f"answer {number}") for number in range(150))), LINK, False)
    assert len(pieces) > 1
    assert [found for piece in pieces for found in re.findall(r"answer (\d+)", piece.text)] == [
        str(number) for number in range(150)
    ]


def test_what_it_looks_like() -> None:
    card = Card(
        (
            Title("For Guys: <b>Why</b>?"),
            Small("#12 · asked anonymously"),
            Body("*I* said _no_ & `left` 👨‍👩‍👧 [x](http://y)"),
            Strong("What Guys said (1) · What Girls said (0)"),
            Said("Guy 1", "Hm.\nWhy?"),
            Said("Asker", "Because.", 1),
            Small("Show all 7"),
            Say("Have a nice day."),
        )
    )
    (piece,) = render(card, LINK, True)
    assert piece.text == (
        "For Guys: <b>Why</b>?\n#12 · asked anonymously\n\n"
        "*I* said _no_ & `left` 👨‍👩‍👧 [x](http://y)\n\n"
        "What Guys said (1) · What Girls said (0)\n\n"
        "Guy 1\nHm.\nWhy?\n↳ Asker\nBecause.\nShow all 7\n\nHave a nice day."
    )
    assert stretches(piece) == [
        ("bold", "For Guys: <b>Why</b>?"),
        ("italic", "#12 · asked anonymously"),
        ("bold", "What Guys said (1) · What Girls said (0)"),
        ("bold", "Guy 1"),
        ("blockquote", "Hm.\nWhy?"),
        ("bold", "↳ Asker"),
        ("blockquote", "Because."),
        ("italic", "Show all 7"),
    ]


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b", "\u2800\u3164", "\u202e", "\x00", "\ud83d"])
@pytest.mark.parametrize("part", [Body, Say, Title, lambda text: Said(text, text)])
def test_a_card_without_anything_to_see_is_still_a_message(part: Any, text: str) -> None:
    pieces = render(Card((part(text),), ((Button("Go", "go"),),)), LINK, False)
    assert len(pieces) == 1
    assert pieces[0].text.strip()
    assert pieces[0].keyboard is not None
    pieces[0].text.encode()


def test_unclosed_direction_stays_in_its_line() -> None:
    """Isolates and embeddings end with their paragraph (UAX #9, P1), so ours must be another one."""
    (piece,) = render(Card((Body("\u2067 left open \u202b"), Strong("What Guys said (1)"))), LINK, False)
    assert piece.text.splitlines() == ["\u2067 left open", "", "What Guys said (1)"]


@given(cards)
def test_a_pop_up_is_short(card: Card) -> None:
    assert 0 < len(plain(card, 200)) <= 200


# ---- buttons -----------------------------------------------------------------------------------------------------


def drawn(button: Button, public: bool = False) -> dict[str, Any]:
    markup = keyboard(((button,),), LINK, public)
    assert markup is not None
    found: dict[str, Any] = markup.inline_keyboard[0][0].to_dict()
    return found


def test_buttons_come_back_as_they_went() -> None:
    data = drawn(Button("Reply", "reply", (12, "guy")))["callback_data"]
    assert pressed(data).action == "reply"
    assert pressed(data).args == ("12", "guy")


def test_private_buttons_lead_into_the_private_chat_and_come_back_from_there() -> None:
    button = Button("Have an opinion?", "answer", (12,), private=True)
    assert drawn(button, public=True) == {"text": "Have an opinion?", "url": f"{LINK}?start=answer_12"}
    assert drawn(button)["callback_data"] == "answer:12"
    press = opened(payload(button))
    assert press is not None
    assert (press.action, press.args) == ("answer", ("12",))


def test_looks_of_buttons() -> None:
    assert drawn(Button("Guys (2)", "tab", chosen=True))["text"] == "• Guys (2)"
    assert drawn(Button("x " * 60, "a"))["text"].endswith("…")
    assert drawn(Button("Discard", "drop", style=Style.DANGER))["style"] == "danger"
    assert drawn(Button("Read", link="https://example.org/")) == {"text": "Read", "url": "https://example.org/"}
    assert drawn(Button("  ", "a"))["text"] == "…"


@pytest.mark.parametrize(
    "button",
    [
        Button("x", "a" * 65),
        Button("x", "é" * 33),
        Button("x", ""),
        Button("x", "a_b", private=True),
        Button("x", "a", ("ö",), private=True),
        Button("x", "a" * 65, private=True),
    ],
)
def test_a_button_that_telegram_cannot_carry_is_our_mistake(button: Button) -> None:
    with pytest.raises(ValueError, match="carries"):
        keyboard(((button,),), LINK, True)


@given(st.text(max_size=70))
def test_any_payload_can_come_back(text: str) -> None:
    press = opened(text)
    assert press is None or "_".join([press.action, *press.args]) == text


def test_a_wide_row_is_broken_and_the_order_kept() -> None:
    rows = (tuple(Button(str(number), "a", (number,)) for number in range(10)),)
    markup = keyboard(rows, LINK, False)
    assert markup is not None
    assert [[each.text for each in row] for row in markup.inline_keyboard] == [list("01234"), list("56789")]


@pytest.mark.parametrize(
    ("labels", "wide"),
    [
        (["Reply", "★ Most helpful", "Thank"], [3]),
        (["Have an opinion?", "Show all", "Follow", "Report"], [2, 2]),
        (["1", "2", "3", "Results"], [4]),
        (["Questions a day: 3", "Age of membership: 7 days"], [2]),
        (["Reply", "What is much too long to stand beside another"], [1, 1]),
    ],
)
def test_labels_that_do_not_fit_a_telephone_stand_below_one_another(labels: list[str], wide: list[int]) -> None:
    markup = keyboard((tuple(Button(label, "a", (place,)) for place, label in enumerate(labels)),), LINK, False)
    assert markup is not None
    assert [len(row) for row in markup.inline_keyboard] == wide
    assert [each.text for row in markup.inline_keyboard for each in row] == labels


@pytest.mark.parametrize("part", [Body, Title, lambda text: Said("Guy 1", text)])
def test_a_handle_that_somebody_typed_calls_nobody(part: Callable[[str], Part]) -> None:
    """Telegram makes a mention of "@name" and tells that person of it, but not of what is marked as code."""
    (piece,) = render(Card((part("👍 ask @sam_smith or mail a@example.org"),)), None, public=True)
    codes = [each for each in piece.entities if each.type == "code"]
    assert [piece_of(piece.text, each.offset, each.length) for each in codes] == ["@sam_smith"]
    bold = [each for each in piece.entities if each.type == "bold"]
    assert not any(
        one.offset < code.offset + code.length and code.offset < one.offset + one.length
        for one in bold
        for code in codes
    )


def piece_of(text: str, offset: int, length: int) -> str:
    """A stretch by UTF-16 units."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")
