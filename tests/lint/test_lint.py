"""What might give a writer away is pointed at, and what doesn't is left alone."""

# ruff: noqa: RUF001, RUF003 (letters that look like others are what this is about)

import pytest

from bot.lint import TraceKind, lint
from tests.flags.sentences import ORDINARY

NAMES = ("Will Turner", "sam_lee99")


def found(text: str, *names: str) -> list[tuple[str, str]]:
    """What is found in a text: the kind, and the words themselves."""
    return [(trace.kind.value, text[trace.start : trace.end]) for trace in lint(text, names)]


@pytest.mark.parametrize(
    "number",
    [
        "+49 151 23456789",
        "+1 212 736 5000",
        "0049 151 23456789",
        "+34 612 345 678",
        "+7 (912) 345-67-89",
        "+33 6 12 34 56 78",
        "0151 23456789",
        "0151/23456789",
        "030 1234567",
        "07911 123456",
        "020 7946 0958",
        "(212) 736-5000",
        "212-736-5000",
        "2127365000",
        "612 345 678",
        "612345678",
        "8 (912) 345-67-89",
        "89123456789",
    ],
)
def test_a_phone_number_is_found(number: str) -> None:
    assert found(f"call me on {number}, please") == [("phone", number)]


@pytest.mark.parametrize(
    "text",
    [
        "I'm 25 and he is 31",
        "since 2019, or 2019-2023, or 2021 2022 2023",
        "on 12.05.2024 at 18:30, on 12/05/2024 18 30, on 2024-05-12",
        "born 20240512",
        "it cost 1.000.000, or 600 000 000, or 3,500.50",
        "he owes me $2127365000 and 612 345 678 euros",
        "3 000 000 people and 61234567 steps",
        "order #2127365000, 12-12-12, 1-2-3-4-5",
        "1234567",
    ],
)
def test_other_figures_are_none(text: str) -> None:
    assert found(text) == []


def test_regions_can_be_chosen() -> None:
    assert [trace.kind for trace in lint("06 12 34 56 78", regions=("FR",))] == [TraceKind.PHONE]
    assert lint("06 12 34 56 78", regions=("US",)) == []


@pytest.mark.parametrize(
    "address",
    [
        "sam@example.com",
        "Sam.Lee+x@mail.example.co.uk",
        "sam (at) example (dot) com",
        "sam [at] example [dot] com",
        "sam at example dot com",
        "sam(at)example.com",
        "sam @ example.com",
        "sam arroba example punto com",
        "сэм собака пример точка ru",
    ],
)
def test_an_address_is_found(address: str) -> None:
    assert found(f"write to {address}.") == [("email", address)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("I'm @sam_lee there", "@sam_lee"),
        ("add Sam#1234", "Sam#1234"),
        ("ask <@1234567890>", "<@1234567890>"),
        ("insta: sam.lee", "sam.lee"),
        ("my snap is sam_lee1", "sam_lee1"),
    ],
)
def test_a_handle_is_found(text: str, what: str) -> None:
    assert found(text) == [("handle", what)]


@pytest.mark.parametrize("text", ["hi @everyone and @here", "my insta is private", "chapter #1234", "meet @ 5", "a@b"])
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "link",
    [
        "https://www.instagram.com/sam.lee",
        "instagram.com/sam.lee",
        "https://tiktok.com/@sam",
        "facebook.com/sam.lee",
        "https://x.com/sam",
        "https://m.twitter.com/sam",
        "snapchat.com/add/sam",
        "https://de.linkedin.com/in/sam-lee",
        "onlyfans.com/sam",
        "vk.com/id1",
        "discord.gg/abc",
        "https://discord.com/invite/abc",
        "t.me/sam",
        "https://t.me/+abc",
        "tg://resolve?domain=sam",
        "https://wa.me/49123",
        "samlee.tumblr.com",
    ],
)
def test_a_profile_or_an_invite_is_found(link: str) -> None:
    assert found(f"see {link}, ok?") == [("profile", link)]


@pytest.mark.parametrize(
    "text",
    [
        "https://www.youtube.com/watch?v=abc",
        "https://www.reddit.com/r/relationships",
        "https://en.wikipedia.org/wiki/Advice",
        "I deleted instagram.com from my phone",
        "netflix.com/title",
    ],
)
def test_a_link_to_nobody_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Will Turner is what they call me", ["Will Turner"]),
        ("they call me will turner", ["will turner"]),
        ("Nobody likes Will", ["Will"]),
        ("Nobody likes Will's dog", ["Will's"]),
        ("I'm sam_lee99 elsewhere", ["sam_lee99"]),
        ("call me sam", ["sam"]),
        ("SAM says so", ["SAM"]),
        ("sam lee told me", ["sam", "lee"]),
        ("it is ѕаm again", ["ѕаm"]),  # Cyrillic ѕ and а
        ("it is s\u200bam again", ["s\u200bam"]),
        ("it is 𝓢𝓪𝓶 again", ["𝓢𝓪𝓶"]),
        ("will he come? Will he? I will turn her away, the same as Samuel. Leeds!", []),
    ],
)
def test_the_writers_own_names_are_found(text: str, what: list[str]) -> None:
    assert found(text, *NAMES) == [("name", each) for each in what]


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        ("Soy Estrella, y quiero ser una estrella", "Estrella Ruiz", ["Estrella"]),
        ("меня зовут Вера, и вера мне помогает", "Вера", ["Вера"]),
        ("мы с Женей и Женя", "Женя К.", ["Женя"]),
        ("Ich bin Müller, und muller auch", "Müller", ["Müller"]),
        ("I'm José", "Jose", ["José"]),
        ("I am AnaMaria, or ana, or maria", "AnaMaria", ["AnaMaria", "ana", "maria"]),
        ("al is short, so is Jo", "Al Jo", []),
        ("the night was dark", "the_dark_night", []),
        ("anything at all", "", []),
        ("anything at all", "🔥🔥", []),
        ("I am 1990 years", "sam1990", []),
    ],
)
def test_a_name_that_is_a_word_counts_where_it_is_a_name(text: str, name: str, what: list[str]) -> None:
    assert found(text, name) == [("name", each) for each in what]


def test_traces_come_in_order_and_do_not_overlap() -> None:
    assert found("sam: instagram.com/sam_lee99, sam@example.com, @sam, +1 212 736 5000", *NAMES) == [
        ("name", "sam"),
        ("profile", "instagram.com/sam_lee99"),
        ("email", "sam@example.com"),
        ("handle", "@sam"),
        ("phone", "+1 212 736 5000"),
    ]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_sentences_point_at_nobody(text: str) -> None:
    assert found(text, *NAMES) == []
