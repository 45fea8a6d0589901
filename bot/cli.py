"""The command line: ``agony-aunt run``, ``doctor``, ``backup``, ``export``, ``invite``, ``demo``, ``init`` …"""

import asyncio
import io
import os
import secrets
import signal
import sys
import tomllib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import click

from bot import app, keys, logs
from bot.config import Settings, SettingsError, load_keys, read_settings
from bot.doctor import examine
from bot.export import export
from bot.platforms.discord.invite import invite as discord_invite
from bot.ports.checkup import Mark
from bot.ports.platform import WrongSetting
from bot.vault import KEY_SIZE
from storage.backup import NoBackup, back_up
from storage.migrate import SchemaError

KEY_FILE = Path("data/agony-aunt.key")
CONFIG_FILE = Path("config.toml")


def _version() -> str:
    """Of what is installed; in a checkout that is not, what its pyproject.toml says."""
    try:
        return metadata.version("agony-aunt")
    except metadata.PackageNotFoundError:
        project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
        return str(project["version"])


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _refuse(sentence: str, code: int = 2) -> None:
    click.echo(sentence, err=True)
    sys.exit(code)


@contextmanager
def _refusals() -> Iterator[None]:
    """What a person must mend ends the program with one sentence: exit code 2 for a setting, 1 for the database."""
    try:
        yield
    except Exception as error:
        for each in _leaves(error):
            if isinstance(each, SettingsError | WrongSetting):
                _refuse(str(each))
            if isinstance(each, SchemaError | NoBackup):
                _refuse(str(each), 1)
        raise


def _leaves(error: BaseException) -> Iterator[BaseException]:
    """The errors themselves, out of the groups that tasks put them in."""
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _leaves(inner)
    else:
        yield error


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(_version(), message="%(version)s")
def main() -> None:
    """The anonymous advice column for chat communities."""


@main.command()
@click.option("--config", type=click.Path(path_type=Path), help="The settings file; config.toml where there is one.")
def run(config: Path | None) -> None:
    """Runs the bot on every platform that has a token, until it is stopped."""
    with _refusals():
        settings = read_settings(config, os.environ)
        found = load_keys(settings)
        logs.configure(settings.log.level)
        asyncio.run(_run(settings, found))


async def _run(settings: Settings, found: tuple[bytes, ...]) -> None:
    await app.run(settings, found, _stop_on_signals())


@main.command()
@click.option("--config", type=click.Path(path_type=Path), help="The settings file; config.toml where there is one.")
def invite(config: Path | None) -> None:
    """Prints the link by which a server's administrator brings the bot in, with exactly the permissions it needs."""
    with _refusals():
        token = read_settings(config, os.environ).discord.token
        if token is None:
            raise SettingsError("discord.token (AUNT_DISCORD__TOKEN) is missing: please set your bot's token first.")
        try:
            click.echo(discord_invite(token.get_secret_value()))
        except ValueError:
            raise SettingsError("discord.token (AUNT_DISCORD__TOKEN) is no bot token: please copy it anew.") from None


@main.command()
@click.option("--config", type=click.Path(path_type=Path), help="The settings file; config.toml where there is one.")
def doctor(config: Path | None) -> None:
    """Looks at settings, database and platforms, and says what is right (✓), could be better (!) or must be mended (✗).

    Changes nothing and may be called while the bot runs. The exit code is 0 when nothing must be mended, else 1.
    """
    logs.configure("ERROR")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that has no ✓ shows a question mark
    sys.exit(asyncio.run(_doctor(config)))


async def _doctor(config: Path | None) -> int:
    well = True
    async for finding in examine(config, os.environ):
        click.echo(f"{finding.mark.value} {finding.sentence}")
        well &= finding.mark is not Mark.WRONG
    return 0 if well else 1


@main.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--config", type=click.Path(path_type=Path), help="The settings file; config.toml where there is one.")
def backup(target: Path, config: Path | None) -> None:
    """Copies the database into the file TARGET, which only you can read. The bot may run meanwhile.

    The key is not in it: keep a copy of that in another place. Without it nobody can be told of answers any more;
    whoever has both can learn who asked.
    """
    with _refusals():
        size = back_up(read_settings(config, os.environ).storage.path, target)
        click.echo(f"Made {target} ({size} bytes). The key is not in it: keep a copy of that in another place.")


@main.command()
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 for any free one.")
def demo(port: int) -> None:
    """Serves the playground on this computer: the whole product with made-up people. Nothing leaves the machine."""
    logs.configure("WARNING")
    with _refusals():
        asyncio.run(_demo(port))


async def _demo(port: int) -> None:
    stop = _stop_on_signals()
    async with app.demo(port) as running:
        click.echo(f"The playground is at {running.address}/ (Ctrl+C ends it)")
        click.echo("ready")
        await stop.wait()


@main.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="One JSON document for each question instead of pages.")
@click.option("--config", type=click.Path(path_type=Path), help="The settings file; config.toml where there is one.")
def export_(folder: Path, as_json: bool, config: Path | None) -> None:
    """Writes the archive to FOLDER: the pages of the communities that chose to be public, for any web host.

    May be called while the bot runs. Called again on the same folder it brings it up to date. With web.url set there
    are a feed and a sitemap as well.
    """
    with _refusals():
        click.echo(export(read_settings(config, os.environ), folder, as_json=as_json))


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
        f'[privacy]\nkey_file = "{KEY_FILE}"\n\n[telegram]\n# token = "the token that @BotFather gave you"\n\n'
        '[discord]\n# token = "the token of your application\'s bot"\n',
        "utf-8",
    )
    click.echo(f"Made {KEY_FILE} and {CONFIG_FILE}. Keep a copy of the key apart from the database: without it nobody")
    click.echo("can be told of answers any more. Put the bot's token into the file, then: agony-aunt run")


@main.group("keys")
def keys_() -> None:
    """Looks after the keys that keep everybody anonymous."""


@keys_.command("list")
@click.option("--config", type=click.Path(path_type=Path), help="The settings file; config.toml where there is one.")
def keys_list(config: Path | None) -> None:
    """Says what each key is still needed for. The bot must not run meanwhile."""
    with _refusals():
        for line in keys.describe(read_settings(config, os.environ)):
            click.echo(line)


@keys_.command("rotate")
@click.option("--config", type=click.Path(path_type=Path), help="The settings file; config.toml where there is one.")
def keys_rotate(config: Path | None) -> None:
    """Makes a new key and seals everything anew with it. The bot must not run meanwhile.

    Broken off in the middle it harms nothing: call it again and it goes on.
    """
    with _refusals():
        for line in keys.rotate(read_settings(config, os.environ)):
            click.echo(line)
