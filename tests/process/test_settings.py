"""A wrong setting is refused with one sentence that names it, exit code 2, and never its value."""

import socket

import pytest

from tests.process.bot import KEY, LOG_LINE
from tests.process.conftest import Town

CANARY = "canary-in-a-value"


async def refused(town: Town, named: str) -> str:
    """Runs it; returns the one sentence with which it was refused."""
    town.bot.secrets.append(CANARY)
    code, out, err = await town.bot.told("run")
    sentences = [line for line in err if not LOG_LINE.match(line)]
    assert (code, out, len(sentences)) == (2, [], 1), err
    assert named in sentences[0]
    assert sentences[0][-1] in ".?"
    assert not any("ready:" in line for line in err)
    return sentences[0]


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("AUNT_PRIVACY__KEY", "", "privacy.key is missing"),
        ("AUNT_PRIVACY__KEY", CANARY, "privacy.key"),
        ("AUNT_PRIVACY__KEY_FILE", "no-such-file", "AUNT_PRIVACY__KEY_FILE"),
        ("AUNT_TELEGRAM__TOKEN", "", "telegram.token (AUNT_TELEGRAM__TOKEN) is missing"),
        ("AUNT_TELEGRAM__TOKEN", CANARY, "telegram.token"),
        ("AUNT_TELEGRAM__TOKN", CANARY, "did you mean AUNT_TELEGRAM__TOKEN?"),
        ("AUNT_TELEGRAM__API_URL", f"ftp://{CANARY}", "telegram.api_url"),
        ("AUNT_TELEGRAM__WEBHOOK_URL", f"no address {CANARY}", "telegram.webhook_url"),
        ("AUNT_WEB__PORT", "80801", "web.port"),
        ("AUNT_WEB__PORT", CANARY, "web.port"),
        ("AUNT_WEB__HOST", "http://x", "web.host"),
        ("AUNT_LOG__LEVEL", CANARY, "log.level"),
        ("AUNT_STORAGE__PATH", ".", "storage.path (AUNT_STORAGE__PATH)"),
        ("AUNT_CONFIG", "no-such.toml", "AUNT_CONFIG"),
    ],
)
async def test_a_wrong_setting_in_the_environment_is_named(town: Town, name: str, value: str, named: str) -> None:
    town.bot.environ[name] = value
    await refused(town, named)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (
            f'[telegram]\ntokn = "{CANARY}"\n',
            "telegram.tokn in config.toml is no setting: did you mean telegram.token?",
        ),
        (f'[telegramm]\ntoken = "{CANARY}"\n', "telegramm in config.toml"),
        (f'[web]\nport = "{CANARY}"\n', "web.port (AUNT_WEB__PORT) is wrong in config.toml"),
        (f"[web\n{CANARY}", "config.toml is no valid TOML"),
    ],
)
async def test_a_wrong_setting_in_the_file_is_named(town: Town, content: str, named: str) -> None:
    del town.bot.environ["AUNT_WEB__PORT"]
    (town.bot.folder / "config.toml").write_text(content)
    await refused(town, named)


async def test_a_settings_file_that_can_not_be_read_is_named(town: Town) -> None:
    (town.bot.folder / "config.toml").mkdir()
    await refused(town, "config.toml can't be read")


async def test_a_key_file_that_others_may_read_is_refused(town: Town) -> None:
    del town.bot.environ["AUNT_PRIVACY__KEY"]
    file = town.bot.folder / "key"
    file.write_text(KEY)
    file.chmod(0o644)
    town.bot.environ["AUNT_PRIVACY__KEY_FILE"] = "key"
    assert "chmod 600" in await refused(town, "privacy.key_file")


async def test_a_port_that_is_in_use_is_named(town: Town) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        town.bot.environ["AUNT_WEB__PORT"] = str(taken.getsockname()[1])
        await refused(town, "web.port")


async def test_a_database_that_is_none_is_named(town: Town) -> None:
    (town.bot.folder / "notes.txt").write_text("These are my notes, and they are no database at all.\n" * 40)
    town.bot.environ["AUNT_STORAGE__PATH"] = "notes.txt"
    await refused(town, "storage.path")


async def test_a_token_that_telegram_does_not_know_is_named(town: Town) -> None:
    town.bot.environ["AUNT_TELEGRAM__TOKEN"] = "42:AAcanaryTokenThatNobodyHas"
    town.bot.secrets.append("canaryTokenThatNobodyHas")
    await refused(town, "telegram.token")


async def test_a_token_that_is_revoked_while_it_runs_ends_it_with_the_same_sentence(town: Town) -> None:
    await town.opens()
    town.world.fail("getUpdates", times=100, status=401, description="Unauthorized")
    await town.olga.writes("/start")
    assert await town.bot.ends() == 2
    assert "telegram.token" in town.bot.err[-1]


async def test_a_webhook_that_telegram_does_not_accept_is_named(town: Town) -> None:
    town.bot.environ["AUNT_TELEGRAM__WEBHOOK_URL"] = "http://aunt.example/hook"
    await refused(town, "telegram.webhook_url")
