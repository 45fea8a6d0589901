"""The command line: ``agony-aunt run``, ``demo`` and ``init``."""

import asyncio
import os
import secrets
import signal
import sys
from base64 import urlsafe_b64encode
from pathlib import Path

import click

from bot import app, logs
from bot.config import SettingsError, load_key, read_settings
from bot.platforms.telegram.client import WrongToken
from bot.vault import KEY_SIZE
from storage.migrate import SchemaError

KEY_FILE = Path("data/agony-aunt.key")
CONFIG_FILE = Path("config.toml")


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _refuse(sentence: str, code: int = 2) -> None:
    click.echo(sentence, err=True)
    sys.exit(code)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="agony-aunt", message="%(version)s")
def main() -> None:
    """The anonymous advice column for chat communities."""


@main.command()
@click.option("--config", type=click.Path(path_type=Path), help="The settings file; config.toml where there is one.")
def run(config: Path | None) -> None:
    """Runs the bot on every platform that has a token, until it is stopped."""
    try:
        settings = read_settings(config, os.environ)
        key = load_key(settings)
        logs.configure(settings.log.level)
        asyncio.run(_run(settings, key))
    except* (SettingsError, WrongToken) as refused:
        _refuse(str(_innermost(refused)))
    except* SchemaError as refused:
        _refuse(str(_innermost(refused)), 1)


async def _run(settings: app.Settings, key: bytes) -> None:
    await app.run(settings, key, _stop_on_signals())


@main.command()
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 for any free one.")
def demo(port: int) -> None:
    """Serves the playground on this computer: the whole product with made-up people. Nothing leaves the machine."""
    logs.configure("WARNING")
    try:
        asyncio.run(_demo(port))
    except* SettingsError as refused:
        _refuse(str(_innermost(refused)))


async def _demo(port: int) -> None:
    stop = _stop_on_signals()
    async with app.demo(port) as running:
        click.echo(f"The playground is at {running.address}/ (Ctrl+C ends it)")
        click.echo("ready")
        await stop.wait()


@main.command()
def init() -> None:
    """Makes a key file and a config.toml that names it. Changes nothing that is there."""
    if KEY_FILE.exists() or CONFIG_FILE.exists():
        _refuse(f"{CONFIG_FILE if CONFIG_FILE.exists() else KEY_FILE} is there already; nothing was changed.", 1)
    KEY_FILE.parent.mkdir(parents=True, exist_ok=True)
    key = urlsafe_b64encode(secrets.token_bytes(KEY_SIZE)).decode().rstrip("=")
    with open(os.open(KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key + "\n")
    CONFIG_FILE.write_text(
        f'[privacy]\nkey_file = "{KEY_FILE}"\n\n[telegram]\n# token = "the token that @BotFather gave you"\n', "utf-8"
    )
    click.echo(f"Made {KEY_FILE} and {CONFIG_FILE}. Keep a copy of the key apart from the database: without it nobody")
    click.echo("can be told of answers any more. Put the bot's token into the file, then: agony-aunt run")


def _innermost(error: BaseException) -> BaseException:
    return _innermost(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error
