"""Who may import whom: the contracts hold, and they would notice a breach."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("bot", "cogs", "storage")
AT_HOME: dict[str, str | tuple[str, ...]] = {
    "telegram": "bot/platforms/telegram/",
    "discord": "bot/platforms/discord/",
    "aiosqlite": "storage/",
    "sqlite3": "storage/",
    "cryptography": "bot/vault.py",
    "fluent": "bot/words.py",
    "jinja2": ("bot/archive/", "bot/platforms/playground/"),
    "phonenumbers": "bot/lint/",
    "prometheus_client": "bot/metrics.py",
    "regex": "bot/flags/",
}


def imported(path: Path) -> set[str]:
    """The packages that a file imports anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def sources() -> list[Path]:
    return [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--config", str(ROOT / "pyproject.toml")],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
    )


def test_the_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("cogs/reading.py", "import storage.database"),
        ("bot/views/names.py", "import bot.courier"),
        ("bot/domain/people.py", "import sqlite3"),
    ],
)
def test_a_breach_is_noticed(tmp_path: Path, file: str, line: str) -> None:
    for path in sources():
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text("utf-8"), "utf-8")
    broken = tmp_path / file
    broken.write_text(f"{broken.read_text('utf-8')}\n{line}\n", "utf-8")
    result = lint(tmp_path)
    assert result.returncode == 1
    assert "BROKEN" in result.stdout


@pytest.mark.parametrize("package", AT_HOME)
def test_a_library_is_imported_where_it_is_at_home_and_nowhere_else(package: str) -> None:
    users = {
        str(path.relative_to(ROOT))
        for path in sources()
        if any(name.split(".")[0] == package for name in imported(path))
    }
    assert [user for user in users if not user.startswith(AT_HOME[package])] == []
    assert users or package == "discord"
