"""The settings: the file, the environment over it, and one clear sentence for everything that is wrong."""

import base64
import re
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import Settings, SettingsError, load_key, names, read_settings

KEY = bytes(range(100, 132))
KEY_TEXT = base64.urlsafe_b64encode(KEY).decode()
EXAMPLE = Path(__file__).parent.parent / "config.example.toml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to start the bot in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(environ: dict[str, str] | None = None, file: Path | None = None) -> str:
    """What is said about these settings, which must be refused with one sentence."""
    with pytest.raises(SettingsError) as caught:
        read_settings(file, environ or {})
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith((".", "?"))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None, "a traceback would quote the value"
    return sentence


def write(folder: Path, text: str) -> Path:
    file = folder / "settings.toml"
    file.write_text(text, "utf-8")
    return file


# ---- where settings come from ------------------------------------------------------------------------------------


def test_without_anything_every_setting_has_its_default() -> None:
    assert read_settings(None, {}) == Settings()


def test_the_environment_goes_over_the_file(folder: Path) -> None:
    file = write(folder, '[web]\nhost = "0.0.0.0"\nport = 9000\n[storage]\npath = "a.db"\n')
    settings = read_settings(file, {"AUNT_WEB__PORT": "0", "HOME": "/", "PATH": ""})
    assert (settings.web.host, settings.web.port, settings.storage.path) == ("0.0.0.0", 0, Path("a.db"))


def test_an_empty_variable_is_not_set(folder: Path) -> None:
    file = write(folder, "[web]\nport = 9000\n")
    settings = read_settings(file, {"AUNT_WEB__PORT": "", "AUNT_TELEGRAM__TOKEN": "", "AUNT_CONFIG": ""})
    assert settings.web.port == 9000
    assert settings.telegram.token is None


def test_the_file_is_the_one_asked_for_then_the_one_named_then_the_one_here(folder: Path) -> None:
    for name, port in (("asked", 1), ("named", 2), ("config", 3)):
        (folder / f"{name}.toml").write_text(f"[web]\nport = {port}\n")
    named = {"AUNT_CONFIG": "named.toml"}
    assert read_settings(Path("asked.toml"), named).web.port == 1
    assert read_settings(None, named).web.port == 2
    assert read_settings(None, {}).web.port == 3


def test_the_programs_own_environment_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUNT_WEB__PORT", "1234")
    monkeypatch.setenv("WEB", '{"port": 1234}')
    assert read_settings(None, {}).web.port == Settings().web.port == 8080


def test_settings_do_not_change() -> None:
    settings = read_settings(None, {})
    with pytest.raises(ValidationError):
        settings.web.port = 1  # type: ignore[misc]  # frozen for mypy as well
    with pytest.raises(ValidationError):
        settings.web = settings.web  # type: ignore[misc]


def test_the_example_shows_every_setting_with_its_default() -> None:
    settings_shown = re.sub(r"^#(\w+ = )", r"\1", EXAMPLE.read_text("utf-8"), flags=re.MULTILINE)
    shown = tomllib.loads(settings_shown)
    defaults = Settings().model_dump(mode="json")
    assert [f"{section}.{name}" for section, fields in shown.items() for name in fields] == list(names())
    for section, fields in shown.items():
        for name, value in fields.items():
            assert (None if value == "" else value) == defaults[section][name], f"{section}.{name}"


def test_the_example_as_it_is_changes_nothing() -> None:
    assert read_settings(EXAMPLE, {}) == Settings()


# ---- values ------------------------------------------------------------------------------------------------------

GOOD = [
    ("AUNT_WEB__PORT", "0"),
    ("AUNT_WEB__PORT", "65535"),
    ("AUNT_WEB__HOST", "::1"),
    ("AUNT_WEB__ARCHIVE", "true"),
    ("AUNT_WEB__URL", "https://advice.example/here"),
    ("AUNT_WEB__FORWARDED", "X-Forwarded-For"),
    ("AUNT_LOG__LEVEL", "debug"),
    ("AUNT_TELEGRAM__TOKEN", "42:TEST"),
    ("AUNT_TELEGRAM__API_URL", "http://127.0.0.1:8081/"),
    ("AUNT_TELEGRAM__WEBHOOK_URL", "https://aunt.example/hook"),
    ("AUNT_STORAGE__PATH", "/srv/aunt db.sqlite"),
]

BAD = [
    ("AUNT_STORAGE__PATH", " "),
    ("AUNT_PRIVACY__KEY", "secret-too-short"),
    ("AUNT_PRIVACY__KEY", KEY_TEXT[:-2]),
    ("AUNT_PRIVACY__KEY", KEY_TEXT + "A"),
    ("AUNT_PRIVACY__KEY", "ä" * 43),
    ("AUNT_TELEGRAM__TOKEN", "secret"),
    ("AUNT_TELEGRAM__TOKEN", "42:secret/../"),
    ("AUNT_TELEGRAM__API_URL", "secret.example"),
    ("AUNT_TELEGRAM__API_URL", "ftp://secret.example"),
    ("AUNT_TELEGRAM__API_URL", "http://"),
    ("AUNT_TELEGRAM__API_URL", "http://secret.example:99999"),
    ("AUNT_TELEGRAM__API_URL", "http://secret.example/?a=b"),
    ("AUNT_TELEGRAM__API_URL", "http://[secret"),
    ("AUNT_TELEGRAM__WEBHOOK_URL", "http://secret example/"),
    ("AUNT_WEB__HOST", "http://secret.example"),
    ("AUNT_WEB__HOST", " "),
    ("AUNT_WEB__PORT", "secret"),
    ("AUNT_WEB__PORT", "-1"),
    ("AUNT_WEB__PORT", "65536"),
    ("AUNT_WEB__PORT", "80.5"),
    ("AUNT_WEB__ARCHIVE", "secret"),
    ("AUNT_WEB__URL", "secret.example"),
    ("AUNT_WEB__FORWARDED", "X-Secret: secret"),
    ("AUNT_LOG__LEVEL", "secret"),
    ("AUNT_LOG__LEVEL", "CRITICAL"),
]


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_a_right_value_is_taken(name: str, value: str) -> None:
    assert read_settings(None, {name: value}) != Settings()


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_wrong_value_is_told_by_both_names_and_what_it_must_be(name: str, value: str) -> None:
    sentence = refusal({name: value})
    dotted = name.removeprefix("AUNT_").lower().replace("__", ".")
    assert sentence.startswith(f"{dotted} ({name}) is wrong in the environment: it must be ")
    if len(value) > 7:
        assert value not in sentence
    assert "secret" not in sentence
    assert "None" not in sentence


@pytest.mark.parametrize(
    "line", ["port = true", 'port = "x"', "port = 65536", 'host = ""', "host = 5", "port = [1]", "port = 2026-01-01"]
)
def test_a_wrong_value_in_the_file_is_told_with_the_file(folder: Path, line: str) -> None:
    file = write(folder, f"[web]\n{line}\n")
    assert f"in {file}: it must be" in refusal(file=file)


def test_the_default_of_an_address_has_no_slash_at_its_end() -> None:
    settings = read_settings(None, {"AUNT_TELEGRAM__API_URL": "http://127.0.0.1:8081/bots//"})
    assert settings.telegram.api_url == "http://127.0.0.1:8081/bots"


def test_blanks_around_a_secret_do_no_harm() -> None:
    settings = read_settings(None, {"AUNT_TELEGRAM__TOKEN": " 42:TEST\n"})
    assert settings.telegram.token
    assert settings.telegram.token.get_secret_value() == "42:TEST"


def test_secrets_are_not_shown() -> None:
    settings = read_settings(None, {"AUNT_TELEGRAM__TOKEN": "42:TEST", "AUNT_PRIVACY__KEY": KEY_TEXT})
    shown = f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    assert "42:TEST" not in shown
    assert KEY_TEXT[:10] not in shown


# ---- names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("AUNT_WEB__PROT", "AUNT_WEB__PORT"),
        ("AUNT_WEB_PORT", "AUNT_WEB__PORT"),
        ("aunt_web__port", "AUNT_WEB__PORT"),
        ("AUNT_CONFIGS", "AUNT_CONFIG"),
    ],
)
def test_a_misspelled_variable_is_named_with_what_was_meant(name: str, meant: str) -> None:
    sentence = refusal({name: "secret"})
    assert sentence == f"{name} in the environment is no setting: did you mean {meant}?"


def test_an_unknown_variable_is_refused() -> None:
    assert "AUNT_XYZZY in the environment is no setting" in refusal({"AUNT_XYZZY": "secret"})
    assert "secret" not in refusal({"AUNT_TELEGRAM": '{"token": "secret"}'})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[web]\nprot = 1", "web.prot in FILE is no setting: did you mean web.port?"),
        ("[wep]\nport = 1", "wep in FILE is no setting: did you mean web?"),
        ("_env_file = 1", "_env_file in FILE is no setting: remove it; config.example.toml shows every setting."),
        ("web = 1", "web in FILE must be a section: write [web] on a line of its own."),
        ("[web]\nport 1", "The settings file FILE is no valid TOML (at line 2): compare it with config.example.toml."),
        ("[telegram]\ntoken = 42:secret", "The settings file FILE is no valid TOML (at line 2): compare it with"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(folder: Path, text: str, told: str) -> None:
    file = write(folder, text)
    sentence = refusal(file=file)
    assert sentence.startswith(told.replace("FILE", str(file)))
    assert "secret" not in sentence


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    assert "nowhere.toml does not exist" in refusal({"AUNT_CONFIG": "nowhere.toml"})
    assert "nowhere.toml does not exist" in refusal(file=Path("nowhere.toml"))
    assert f"{folder} can't be read (Is a directory)" in refusal(file=folder)


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    file = folder / "latin.toml"
    file.write_bytes("[storage]\npath = 'für.db'\n".encode("latin-1"))
    assert "is no valid TOML" in refusal(file=file)


# ---- the key -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [KEY_TEXT, KEY_TEXT.rstrip("="), f" {KEY_TEXT}\n"])
def test_the_key_is_read_padded_or_not(text: str) -> None:
    assert load_key(read_settings(None, {"AUNT_PRIVACY__KEY": text})) == KEY


def key_file(folder: Path, text: str, mode: int = 0o600) -> Settings:
    file = folder / "key"
    file.write_text(text, "utf-8")
    file.chmod(mode)
    return read_settings(None, {"AUNT_PRIVACY__KEY_FILE": str(file)})


@pytest.mark.parametrize("text", [KEY_TEXT, KEY_TEXT.rstrip("=") + "\n"])
@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_the_key_is_read_from_a_file(folder: Path, text: str, mode: int) -> None:
    assert load_key(key_file(folder, text, mode)) == KEY


def no_key(settings: Settings) -> str:
    with pytest.raises(SettingsError) as caught:
        load_key(settings)
    assert KEY_TEXT[:10] not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601, 0o644])
def test_a_key_file_that_others_can_get_at_is_refused(folder: Path, mode: int) -> None:
    assert f"run `chmod 600 {folder / 'key'}`" in no_key(key_file(folder, KEY_TEXT, mode))


@pytest.mark.parametrize("text", ["", KEY_TEXT[:-2], KEY_TEXT + "\n" + KEY_TEXT, "ä" * 43, "A" * 5000])
def test_a_key_file_without_a_key_is_refused(folder: Path, text: str) -> None:
    assert "must hold 32 random bytes in base64url" in no_key(key_file(folder, text))


def test_a_key_file_that_is_not_there_is_refused(folder: Path) -> None:
    missing = read_settings(None, {"AUNT_PRIVACY__KEY_FILE": "nowhere"})
    assert "names nowhere, which does not exist: run `agony-aunt init`" in no_key(missing)
    assert "can't be read (Is a directory)" in no_key(read_settings(None, {"AUNT_PRIVACY__KEY_FILE": str(folder)}))


def test_without_a_key_the_way_to_one_is_told() -> None:
    assert no_key(read_settings(None, {})).startswith("privacy.key is missing: run `agony-aunt init`")


def test_two_keys_are_refused_wherever_they_come_from(folder: Path) -> None:
    file = write(folder, "[privacy]\nkey_file = 'key'\n")
    sentence = refusal({"AUNT_PRIVACY__KEY": KEY_TEXT}, file)
    assert "privacy.key (AUNT_PRIVACY__KEY) and privacy.key_file (AUNT_PRIVACY__KEY_FILE) are both set" in sentence
