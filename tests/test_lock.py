"""The locks: every package pinned and with hashes, no address of anything, and what is installed is what they say."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


def pins(lock: str) -> dict[str, Requirement]:
    """What the lock asks for, by name, each checked to be pinned and to carry hashes."""
    found: dict[str, Requirement] = {}
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    for line in filter(None, text.splitlines()):
        wanted, *hashes = re.split(r"\s+--hash=", line.strip())
        requirement = Requirement(wanted)
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), f"{wanted} is not pinned"
        assert hashes, f"{wanted} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes), wanted
        found[canonicalize_name(requirement.name)] = requirement
    return found


def asked(project: dict[str, list[str]], key: str) -> set[str]:
    return {canonicalize_name(Requirement(each).name) for each in project[key]}


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_option(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert " @ " not in text
    assert not re.search(r"^(-|#)", text, re.MULTILINE), (
        "no option such as an index, and no header with somebody's path"
    )


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert asked(pyproject["project"], "dependencies") <= pins("requirements.lock").keys()
    assert asked(pyproject["dependency-groups"], "dev") <= pins("requirements-dev.lock").keys()
    for each in (*pyproject["project"]["dependencies"], *pyproject["dependency-groups"]["dev"]):
        wanted = Requirement(each)
        (pinned,) = pins("requirements-dev.lock")[canonicalize_name(wanted.name)].specifier
        assert wanted.specifier.contains(pinned.version), f"run `make lock`: {each} does not allow {pinned.version}"


def test_tests_run_on_what_the_bot_runs_on() -> None:
    dev = pins("requirements-dev.lock")
    for name, requirement in pins("requirements.lock").items():
        assert str(dev[name].specifier) == str(requirement.specifier), f"run `make lock`: {name} differs"


def test_what_is_installed_is_what_is_locked() -> None:
    for name, requirement in pins("requirements-dev.lock").items():
        if requirement.marker and not requirement.marker.evaluate():
            continue
        (pinned,) = requirement.specifier
        assert installed(name) == pinned.version, f"{name} is not as locked: delete .venv and run make again"
