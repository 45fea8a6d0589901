"""The settings: read once at the start, from `config.toml` and then from the environment over it.

In come a file and the environment; out comes one frozen `Settings`, or `SettingsError` with one sentence that names the
setting both ways (`web.port`, `AUNT_WEB__PORT`), says what it must be and never shows its value. What is misspelled is
refused in both places, because a setting that is silently ignored is how a bot ends up with the wrong database.

Each field's description completes the sentence "it must be …", so a setting is explained in one place only.
"""

import difflib
import os
import re
import tomllib
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

PREFIX = "AUNT_"
CONFIG_NAME = "AUNT_CONFIG"  # where config.toml is: said in the environment only
_DEFAULT_FILE = Path("config.toml")
_KEY_FILE_MAX = 4096  # bytes; more than ninety keys


class SettingsError(Exception):
    """The settings are not usable. `str()` of it is one sentence for whoever runs the bot, without any secret."""


def _filled(value: str) -> str:
    if not value or re.search(r"\s|://", value):
        raise ValueError
    return value


def _file(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise ValueError  # Path("") would be the current folder
    return value


def _number(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError  # to Python `true` is the number 1
    return value


def _upper(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


def _address(value: str) -> str:
    parts = urlsplit(value)
    _ = parts.port  # raises ValueError when it is no number up to 65535
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", value):
        raise ValueError
    if parts.query or parts.fragment:
        raise ValueError
    return value.rstrip("/")


def _token(value: SecretStr) -> SecretStr:
    text = value.get_secret_value().strip()
    if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", text):
        raise ValueError
    return SecretStr(text)


def _filled_secret(value: SecretStr) -> SecretStr:
    if not value.get_secret_value().strip():
        raise ValueError
    return value


def _gateway(value: str) -> str:
    if not value.startswith(("ws://", "wss://")):
        raise ValueError
    return value


def _key(value: SecretStr) -> SecretStr:
    text = value.get_secret_value().strip()
    _decode_key(text)
    return SecretStr(text)


Address = Annotated[str, AfterValidator(_address)]
File = Annotated[Path, BeforeValidator(_file)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Storage(_Section):
    """Where everything is kept."""

    path: File = Field(Path("data/agony-aunt.db"), description="the path of the SQLite database")


class Privacy(_Section):
    """The key that keeps everybody anonymous: one of the two is needed for `run`, see `load_keys`. And how many days
    somebody can still be reached after the last thing ended."""

    key: Annotated[SecretStr, AfterValidator(_key)] | None = Field(
        None, description="32 random bytes in base64url (43 characters, such as `agony-aunt init` makes)"
    )
    key_file: File | None = Field(None, description="the path of a file that holds the key")
    contact_days: Annotated[int, BeforeValidator(_number)] = Field(
        30, ge=1, le=3650, description="a whole number of days from 1 to 3650"
    )


class Telegram(_Section):
    """Telegram: the bot goes there when there is a token."""

    token: Annotated[SecretStr, AfterValidator(_token)] | None = Field(
        None, description="the token that @BotFather gave you: digits, a colon, letters"
    )
    api_url: Address = Field(
        "https://api.telegram.org", description="an address that begins with http:// or https://, without a query"
    )
    webhook_url: Address | None = Field(
        None, description="the address, with http:// or https://, under which Telegram reaches this bot"
    )


class Discord(_Section):
    """Discord: the bot goes there when there is a token."""

    token: Annotated[SecretStr, AfterValidator(_filled_secret)] | None = Field(
        None, description="the token of your application's bot in Discord's developer portal"
    )
    api_url: Address | None = Field(
        None, description="an address that begins with http:// or https://, such as http://127.0.0.1:9000/api/v10"
    )
    gateway_url: Annotated[str, AfterValidator(_gateway)] | None = Field(
        None, description="an address that begins with ws:// or wss://"
    )
    message_content: bool = Field(True, description="true or false")
    shards: Annotated[int, Field(ge=1)] | Literal["auto"] | None = Field(
        None, description='"auto" or a whole number of connections, at least 1'
    )


def _header(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]+", value):
        raise ValueError
    return value


class Web(_Section):
    """Where the bot itself listens, for health checks, metrics and Telegram's webhook, and what it serves there."""

    host: Annotated[str, AfterValidator(_filled)] = Field("127.0.0.1", description="a host name or an IP address")
    port: Annotated[int, BeforeValidator(_number)] = Field(
        8080, ge=0, le=65535, description="a whole number from 0 to 65535 (0: any port that is free)"
    )
    metrics: bool = Field(False, description="true or false")
    archive: bool = Field(False, description="true or false")
    url: Address | None = Field(
        None, description="the address, with http:// or https://, under which the world reaches the archive"
    )
    forwarded: Annotated[str, AfterValidator(_header)] | None = Field(
        None, description="the name of a header, such as X-Forwarded-For"
    )


class Log(_Section):
    """What the log tells."""

    level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = Field(
        "INFO", description="one of DEBUG, INFO, WARNING, ERROR"
    )


class Settings(BaseSettings):
    """All settings, each with the default that works. Made by `read_settings`: by itself it looks nowhere."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    storage: Storage = Storage()
    privacy: Privacy = Privacy()
    telegram: Telegram = Telegram()
    discord: Discord = Discord()
    web: Web = Web()
    log: Log = Log()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


_SECTIONS: Mapping[str, type[BaseModel]] = {
    "storage": Storage,
    "privacy": Privacy,
    "telegram": Telegram,
    "discord": Discord,
    "web": Web,
    "log": Log,
}


def names() -> Mapping[str, str]:
    """Every setting's dotted name with its name in the environment: `web.port` → `AUNT_WEB__PORT`."""
    return {
        f"{section}.{field}": f"{PREFIX}{section}__{field}".upper()
        for section, model in _SECTIONS.items()
        for field in model.model_fields
    }


def read_settings(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings from the file and, over it, from `environ`; an empty value there counts as not set.

    `path` is the file somebody asked for; without it the one that `AUNT_CONFIG` names, which must then exist, or
    `./config.toml` if there is one. Raises `SettingsError` for the first thing that is wrong.
    """
    file = _find(path, environ)
    from_file = _read_file(file) if file else {}
    from_environ = _read_environ(environ)
    merged = {name: from_file.get(name, {}) | from_environ.get(name, {}) for name in _SECTIONS}
    try:
        settings = Settings.model_validate(merged)
    except ValidationError as error:
        sentence = _sentence(error.errors(include_input=False, include_url=False)[0], from_environ, file)
        raise SettingsError(sentence) from None  # what pydantic says may quote the value
    if settings.privacy.key and settings.privacy.key_file:
        raise SettingsError(
            "privacy.key (AUNT_PRIVACY__KEY) and privacy.key_file (AUNT_PRIVACY__KEY_FILE) are both set: "
            "remove one of them."
        )
    return settings


def load_key(settings: Settings) -> bytes:
    """The newest of `load_keys`."""
    return load_keys(settings)[0]


def load_keys(settings: Settings) -> tuple[bytes, ...]:
    """The keys of 32 bytes each, newest first: the one of `privacy.key`, or those of the file that `privacy.key_file`
    names, one on each line. Raises `SettingsError`.

    The file must be readable by its owner alone: whoever reads the key can unmask everybody in the database.
    """
    if settings.privacy.key is not None:
        return (_decode_key(settings.privacy.key.get_secret_value()),)
    file = settings.privacy.key_file
    if file is None:
        raise SettingsError(
            "privacy.key is missing: run `agony-aunt init`, or set AUNT_PRIVACY__KEY or AUNT_PRIVACY__KEY_FILE."
        )
    told = f"privacy.key_file (AUNT_PRIVACY__KEY_FILE) names {file}, which"
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            content = opened.read(_KEY_FILE_MAX + 1)
    except FileNotFoundError:
        raise SettingsError(f"{told} does not exist: run `agony-aunt init`, or correct the path.") from None
    except OSError as error:
        raise SettingsError(f"{told} can't be read ({error.strerror}): correct the path or its permissions.") from None
    if os.name == "posix" and mode & 0o077:
        raise SettingsError(f"{told} others than its owner may read or change: run `chmod 600 {file}`.")
    try:
        keys = tuple(_decode_key(line) for line in content.decode("ascii").split())
        if not keys or len(set(keys)) != len(keys) or len(content) > _KEY_FILE_MAX:
            raise ValueError
    except ValueError:
        raise SettingsError(
            f"{told} must hold 32 random bytes in base64url, and nothing else; after a change of keys the former ones "
            "on the lines below."
        ) from None
    return keys


def _decode_key(text: str) -> bytes:
    if not re.fullmatch(r"[A-Za-z0-9_-]{43}=?", text):
        raise ValueError
    return urlsafe_b64decode(text.rstrip("=") + "=")


def _find(path: Path | None, environ: Mapping[str, str]) -> Path | None:
    if path is not None:
        return path
    if named := environ.get(CONFIG_NAME):
        return Path(named)
    return _DEFAULT_FILE if _DEFAULT_FILE.exists() else None


def _read_file(file: Path) -> dict[str, dict[str, Any]]:
    told = f"The settings file {file}"
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        advice = f"correct --config or {CONFIG_NAME}, or copy config.example.toml there."
        raise SettingsError(f"{told} does not exist: {advice}") from None
    except OSError as error:
        raise SettingsError(f"{told} can't be read ({error.strerror}): correct its path or permissions.") from None
    except ValueError as error:  # no TOML, or no UTF-8; only the line is told, since the rest may quote a secret
        line = re.search(r"at line \d+", str(error))
        where = f" ({line.group()})" if line else ""
        raise SettingsError(f"{told} is no valid TOML{where}: compare it with config.example.toml.") from None
    for section, content in table.items():
        if section not in _SECTIONS:
            raise SettingsError(_unknown(section, _SECTIONS, f"in {file}"))
        if not isinstance(content, dict):
            raise SettingsError(f"{section} in {file} must be a section: write [{section}] on a line of its own.")
        for field in content:
            if f"{section}.{field}" not in names():
                raise SettingsError(_unknown(f"{section}.{field}", names(), f"in {file}"))
    return table


def _read_environ(environ: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    ours = {name: value for name, value in environ.items() if name.upper().startswith(PREFIX) and name != CONFIG_NAME}
    known = names().values()
    for name in sorted(ours):
        if name not in known:
            raise SettingsError(_unknown(name, [*known, CONFIG_NAME], "in the environment"))
    source = EnvSettingsSource(Settings, env_prefix=PREFIX, env_nested_delimiter="__")
    source.env_vars = {name.lower(): value for name, value in ours.items() if value}
    return source()


def _unknown(name: str, known: Iterable[str], where: str) -> str:
    alike = difflib.get_close_matches(name, known, n=1) or difflib.get_close_matches(name.upper(), known, n=1)
    advice = f"did you mean {alike[0]}?" if alike else "remove it; config.example.toml shows every setting."
    return f"{name} {where} is no setting: {advice}"


def _sentence(error: ErrorDetails, from_environ: Mapping[str, Mapping[str, Any]], file: Path | None) -> str:
    section, field = (str(part) for part in error["loc"][:2])
    where = "in the environment" if field in from_environ.get(section, {}) else f"in {file}"
    wanted = _SECTIONS[section].model_fields[field].description
    return f"{section}.{field} ({names()[f'{section}.{field}']}) is wrong {where}: it must be {wanted}."
