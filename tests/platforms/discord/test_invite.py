"""The invite link: printed by `agony-aunt invite`, with exactly the permissions that the bot needs."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from bot.cli import main

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.fake.made-up-for-this-test"
"""Its first part is the application's id in base64: 123456789012345678."""


def invited(token: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, ["invite"], env={"AUNT_DISCORD__TOKEN": token})
    return result.exit_code, result.output


def test_the_link_asks_for_what_is_needed_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out = invited(TOKEN, tmp_path, monkeypatch)
    assert code == 0
    (line,) = out.splitlines()
    address = urlsplit(line)
    assert (address.scheme, address.hostname, address.path) == ("https", "discord.com", "/oauth2/authorize")
    assert parse_qs(address.query) == {
        "client_id": ["123456789012345678"],
        "scope": ["bot applications.commands"],
        # Manage Channels, View Channel, Send Messages, Manage Messages, Embed Links, Attach Files, Read History,
        # Manage Threads, Create Public Threads, Send Messages in Threads:
        # https://docs.discord.com/developers/topics/permissions
        "permissions": [str(sum(1 << bit for bit in (4, 10, 11, 13, 14, 15, 16, 34, 35, 38)))],
    }
    assert "permissions=326417640464" in line
    assert "made-up" not in out


@pytest.mark.parametrize("token", ["nonsense", "!.a.b", ".."])
def test_what_is_no_token_is_refused_in_one_sentence(
    token: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out = invited(token, tmp_path, monkeypatch)
    assert (code, len(out.splitlines())) == (2, 1)
    assert "discord.token" in out
    assert token not in out


def test_without_a_token_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out = invited("", tmp_path, monkeypatch)
    assert code == 2
    assert "AUNT_DISCORD__TOKEN" in out
