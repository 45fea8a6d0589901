"""Cards as Discord messages: within every limit, with people's words as they typed them."""

import re

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Body, Button, Card, Said, Say, Small, Strong, Style, Title
from bot.platforms.discord.cutting import cost, short, split, units
from bot.platforms.discord.markdown import UNSEEN, escaped, shown
from bot.platforms.discord.render import LIMIT, Piece, render

brief = st.text(max_size=40)
signs = st.text(alphabet="ab1 .\n*_~|`[]()<>@#-+:\\/👍é日ש", max_size=60)
typed = st.lists(
    st.one_of(signs, st.sampled_from(["https://a.example/x_y", "http://b.example", "@everyone", "<@123>", ":smile:"]))
).map("".join)
long = st.builds(lambda text, times: text * times, st.one_of(typed, signs), st.integers(1, 90))
parts = st.one_of(
    st.builds(Title, brief),
    st.builds(Say, brief),
    st.builds(Small, brief),
    st.builds(Strong, brief),
    st.builds(Body, long),
    st.builds(Said, brief, long, st.integers(0, 1)),
)
cards = st.lists(parts, max_size=8).map(lambda given: Card(tuple(given)))

AS_SHOWN = re.compile(r"\\(?P<sign>[^0-9A-Za-z\s])|<(?P<url>[^: >]+:/[^ >]+)>|(?P<markup>[*_~|`]|<[@#:ta/i])")
"""What Discord's own Markdown does with a text: backslashes and the brackets of addresses go, the rest is markup."""


def as_shown(markdown: str) -> str:
    """The text that Discord shows; fails where it would show something else than signs and letters."""

    def one(found: re.Match[str]) -> str:
        assert not found["markup"], f"{found['markup']} is markup"
        return found["sign"] or found["url"]

    return AS_SHOWN.sub(one, markdown)


def seen(text: str) -> str:
    """What is left of a text without white space and the dots of our cuts."""
    return re.sub(r"[\s…]", "", text)


def unquoted(piece: Piece) -> str:
    """A message as it reads, without the looks of our own."""
    text = re.sub(r"^(↳ )?\*\*(.*)\*\*$", r"\1\2", piece.text, flags=re.MULTILINE)
    return as_shown(re.sub(r"^(> |-# |### )", "", text, flags=re.MULTILINE))


@given(cards)
def test_every_message_is_one_that_discord_takes(card: Card) -> None:
    pieces = render(card, public=False)
    assert pieces
    for piece in pieces:
        assert not UNSEEN.fullmatch(piece.text)
        assert units(piece.text) <= LIMIT
        assert piece.view().content_length() <= LIMIT
        piece.text.encode()


@given(cards)
def test_all_of_it_is_there(card: Card) -> None:
    together = seen("".join(unquoted(piece) for piece in render(card)))
    if len(card.parts) == 1 and isinstance(card.parts[0], Body):
        assert together == seen(shown(card.parts[0].text)) or not together
    for part in card.parts:
        words = seen(shown(part.text))
        if UNSEEN.fullmatch(words):
            continue  # nothing to see is left out
        if len(words) < 80:
            assert words in together or "…" in part.text
        else:
            assert words[:40] in together
            assert words[-40:] in together


@given(st.one_of(st.text(), typed))
def test_what_was_typed_is_shown(text: str) -> None:
    text = shown(text)
    assert as_shown(escaped(text)) == text
    assert units("\n".join(f"> {line}" for line in escaped(text).split("\n"))) <= cost(text) or not text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("**bold** _it_ ~~no~~ ||psst|| `code`", r"\*\*bold\*\* \_it\_ \~\~no\~\~ \|\|psst\|\| \`code\`"),
        ("# one\n  ## two\n-# three", "\\# one\n  \\## two\n\\-# three"),
        ("- a\n* b\n+ c\n1. d\n 2) e", "\\- a\n\\* b\n\\+ c\n1\\. d\n 2\\) e"),
        ("#12 -5 +1\n-1 1.5\n1.5 #x\n>:(", "#12 -5 +1\n-1 1.5\n1.5 #x\n>:("),
        ("#\n-\n1.\n>", "\\#\n\\-\n1\\.\n\\>"),
        ("> a\n>>> b\na > b - c # d 1. e", "\\> a\n\\>>> b\na > b - c # d 1. e"),
        ("“https://x.example/him?” «https://x.example/her»", "“<https://x.example/him>?” «<https://x.example/her>»"),
        ("[here](https://x.example/)", r"\[here\](<https://x.example/>)"),
        ("<@1> <@&2> <#3> <t:4:R>", r"\<@1> \<@&2> \<#3> \<t\:4:R>"),
        ("<:ok:5> <a:ok:6> </ask:7>", r"\<\:ok:5> \<a\:ok:6> \</ask:7>"),
        ("@everyone @here a@b.example", r"\@everyone \@here a@b.example"),
        (":smile: 10:30 a: b", r"\:smile: 10:30 a: b"),
        ("see https://x.example/a_b_c.", "see <https://x.example/a_b_c>."),
        ("<https://x.example/a>", r"\<<https://x.example/a>>"),
        ("**https://x.example/**a**", r"\*\*<https://x.example/>\*\*a\*\*"),
        ("https://localhost/a_b", r"https\://localhost/a\_b"),
        ("¯\\_(ツ)_/¯", r"¯\\\_(ツ)\_/¯"),
        ("it's 5 o'clock, isn't it? (yes!)", "it's 5 o'clock, isn't it? (yes!)"),
    ],
)
def test_nothing_that_is_typed_is_markup(text: str, markdown: str) -> None:
    assert escaped(text) == markdown
    assert as_shown(escaped(text)) == text


def test_what_it_looks_like() -> None:
    card = Card(
        (
            Title("For Guys: Why?"),
            Small("#12 · asked anonymously"),
            Body("*I* said 👨‍👩‍👧"),
            Strong("What Guys said (1) · What Girls said (0)"),
            Said("Guy 1", "Hm.\n\nWhy?"),
            Said("Asker", "Because.", 1),
            Small("Show all 7"),
            Say("Have a nice day."),
        )
    )
    (piece,) = render(card, public=True)
    assert piece.text == (
        "### For Guys: Why?\n-# #12 · asked anonymously\n\n"
        "\\*I\\* said 👨‍👩‍👧\n\n"
        "**What Guys said (1) · What Girls said (0)**\n\n"
        "**Guy 1**\n> Hm.\n> \n> Why?\n↳ **Asker**\n> Because.\n-# Show all 7\n\nHave a nice day."
    )


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b", "\u2800\u3164", "\u202e", "\x00"])
def test_nothing_to_see_is_still_a_message(text: str) -> None:
    assert render(Card((Title(text), Body(text), Said(text, text)))) == [Piece("…")]


def test_the_longest_text_goes_on_in_the_next_message_and_the_buttons_stay_on_the_first() -> None:
    details = "\n\n".join(f"Paragraph {number}. " + "word " * 60 for number in range(13))
    card = Card((Title("Why?"), Body(details), Strong("Guys (2)")), ((Button("Have an opinion?", "answer", (12,)),),))
    first, second = render(card)
    assert first.text.startswith("### Why?\nParagraph 0.")
    assert first.text.endswith(" …\n\n**Guys (2)**")
    assert second.text.startswith("… Paragraph ")
    assert first.rows
    assert not second.rows


def test_a_long_opinion_goes_on_under_its_name() -> None:
    _, second = render(Card((Title("#12"), Said("Guy 1", "why not? " * 500))))
    assert second.text.startswith("**Guy 1**\n> … why")


@given(typed.filter(str.strip), st.integers(0, 99), st.integers(100, 9_999_999))
def test_a_growing_count_does_not_move_the_cut(words: str, before: int, after: int) -> None:
    text = f"x{words}x" * (5_000 // len(words))

    def card(count: int) -> Card:
        return Card((Title("For Guys"), Body(text), Strong(f"What Guys said ({count})"), Body("x" * 900)))

    first, second = render(card(before)), render(card(after))
    assert len(first) > 1
    assert first[1:] == second[1:]


def test_very_many_parts_go_on_in_further_messages() -> None:
    pieces = render(Card(tuple(Said(f"Guy {number}", f"answer {number}") for number in range(300))))
    assert len(pieces) > 1
    found = [found for piece in pieces for found in re.findall(r"answer (\d+)", piece.text)]
    assert found == [str(number) for number in range(300)]


@given(st.one_of(st.text(), typed), st.integers(16, 60))
def test_pieces_of_a_text_are_the_text(text: str, limit: int) -> None:
    pieces = split(text * 3, limit)
    assert all(cost(piece) <= limit for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text * 3)


@pytest.mark.parametrize("character", ["👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "e\u0301", "क्षि", "❤️"])
def test_no_character_is_cut(character: str) -> None:
    pieces = split(character * 40, 50, units)
    assert len(pieces) > 1
    assert all(piece == character * (len(piece) // len(character)) for piece in pieces)


# ---- buttons -----------------------------------------------------------------------------------------------------


def buttons(*rows: tuple[Button, ...]) -> list[list[discord.ui.Button[discord.ui.LayoutView]]]:
    (piece,) = render(Card((Say("hm"),), rows))
    found = [row for row in piece.view().children if isinstance(row, discord.ui.ActionRow)]
    return [[each for each in row.children if isinstance(each, discord.ui.Button)] for row in found]


def test_buttons_carry_what_they_do() -> None:
    ((plain, primary, danger, chosen, link),) = buttons(
        (
            Button("Show", "page", (12, "guy")),
            Button("Post", "post", style=Style.PRIMARY),
            Button("Delete", "delete", style=Style.DANGER, private=True),
            Button("Guys", "tab", ("guy",), chosen=True),
            Button("Question", link="https://discord.com/channels/1/2/3"),
        )
    )
    assert (plain.label, plain.custom_id, plain.style) == ("Show", "page:12:guy", discord.ButtonStyle.secondary)
    assert primary.style is chosen.style is discord.ButtonStyle.primary
    assert danger.style is discord.ButtonStyle.danger
    assert (link.url, link.custom_id) == ("https://discord.com/channels/1/2/3", None)


def test_a_wide_row_is_broken_and_no_button_stands_twice() -> None:
    rows = buttons(tuple(Button(str(number), "go", (number,)) for number in [*range(7), 3]))
    assert [len(row) for row in rows] == [5, 2]


@given(st.text(max_size=200))
def test_labels_are_of_a_length_that_discord_takes(label: str) -> None:
    ((button,),) = buttons((Button(label, "go"),))
    assert 1 <= units(button.label or "") <= 80


@pytest.mark.parametrize(
    "rows", [((Button("x"),),), ((Button("x", "a" * 101),),), ((*(Button("x", "a", (n,)) for n in range(40)),),)]
)
def test_what_discord_would_refuse_is_a_mistake_of_ours(rows: tuple[tuple[Button, ...], ...]) -> None:
    with pytest.raises(ValueError, match=r"at most 40|1 to 100"):
        render(Card((Say("hm"),), rows))


async def test_a_view_is_not_kept_by_discord_py() -> None:
    piece = render(Card((Say("hm"),), ((Button("x", "go"),),)))[0]
    assert piece.view().is_finished()
    assert piece.view().timeout is None


def test_a_name_is_cut() -> None:
    assert short("a\n b", 100) == "a b"
    assert short("👍" * 80, 100) == "👍" * 49 + "…"
    assert short(" ", 100) == "…"
