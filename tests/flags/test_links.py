"""Links, invites and mentions: ways out of a text, however they are written."""

# ruff: noqa: RUF001 (letters that look like others are what this is about)

import pytest

from bot.domain.moderation import Flag, FlagKind, Rules
from bot.flags import look
from tests.flags.sentences import ORDINARY


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("see https://example.com/a?b=c.", "example.com"),
        ("HTTP://EXAMPLE.COM", "example.com"),
        ("hxxps://example.com", "example.com"),
        ("https://someone@example.com/", "example.com"),
        ("http://192.0.2.7:8080/x", "192.0.2.7:8080"),
        ("look (https://example.org)", "example.org"),
        ("www.example.anything", "www.example.anything"),
        ("just example.com, ok?", "example.com"),
        ("my.shop.example.co.uk is mine", "my.shop.example.co.uk"),
        ("пример.рф", "пример.рф"),
        ("look...example.com", "example.com"),
        ("example.me/abc", "example.me"),
        ("ｅｘａｍｐｌｅ．ｃｏｍ", "example.com"),
        ("exam\u200bple.com", "example.com"),
        ("example。com", "example.com"),
        ("example[.]com", "example[.]com"),
        ("example (dot) com", "example (dot) com"),
        ("example dot com", "example dot com"),
        ("t.me/somebody", "t.me"),
    ],
)
def test_a_link_is_found(text: str, host: str) -> None:
    assert look(text, Rules()) == [Flag(FlagKind.LINK, host)]


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("join discord.gg/abcdef", "discord.gg"),
        ("https://discord.gg/abcdef", "discord.gg"),
        ("discord . gg / abcdef", "discord.gg"),
        ("DISCORD.COM/invite/abc", "discord.com/invite"),
        ("https://discordapp.com/invite/abc", "discordapp.com/invite"),
        ("https://t.me/+AbCdEf", "t.me/+"),
        ("t.me/joinchat/AbC", "t.me/joinchat"),
        ("telegram.me/some", "telegram.me"),
        ("tg://join?invite=abc", "tg://join"),
    ],
)
def test_an_invite_is_told_apart(text: str, host: str) -> None:
    flags = look(text, Rules())
    assert Flag(FlagKind.INVITE, host) in flags
    assert [flag for flag in flags if flag.kind not in (FlagKind.INVITE, FlagKind.LINK)] == []


@pytest.mark.parametrize(
    "text",
    [
        "I left.So did he. It is.it was",
        "write to me at sam@example.com or sam@mail.example.com",
        "e.g. 3.5 or v1.2.3, at 10.30 a.m.",
        "and/or, me/you, what.ever",
        "he said no.me too",
        "I left her.De facto we are single.",
    ],
)
def test_what_only_has_a_dot_is_none(text: str) -> None:
    assert look(text, Rules()) == []


def test_links_are_left_alone_where_they_are_welcome() -> None:
    assert look("https://example.com discord.gg/abc", Rules(links=False)) == []


@pytest.mark.parametrize("text", ["@everyone", "hey @here!", "@\u200beveryone", "@Everyone"])
def test_a_mention_of_everyone_is_a_mass_mention(text: str) -> None:
    (flag,) = look(text, Rules())
    assert flag.kind is FlagKind.MENTIONS
    assert flag.detail in ("@everyone", "@here")


@pytest.mark.parametrize("mention", ["<@123456>", "<@!123456>", "<@&123456>", "@some_body"])
def test_mentions_are_counted(mention: str) -> None:
    assert look(" ".join([mention] * 3), Rules(mentions_max=3)) == []
    assert look(" ".join([mention] * 4), Rules(mentions_max=3)) == [Flag(FlagKind.MENTIONS, "4")]


def test_an_address_is_no_mention() -> None:
    assert look("a@example.com b@example.com", Rules(mentions_max=0)) == []


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_sentences_raise_nothing(text: str) -> None:
    assert look(text, Rules(mentions_max=0)) == []
