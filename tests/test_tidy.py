"""The house is kept tidy: files tell their story first and stay short, and nothing is left lying about."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [path for floor in ("bot", "cogs", "storage") for path in sorted((ROOT / floor).rglob("*.py"))]
LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|breakpoint\(|\bpdb\b|/home/|/work/")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_opens_with_its_story_and_stays_short(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = len(text.splitlines())
    assert lines <= 400
    assert lines == 0 or ast.get_docstring(ast.parse(text))
    assert not LEFT_OVER.search(text)


def test_no_task_is_started_and_forgotten() -> None:
    """Everything that runs is awaited by somebody: a task's result is kept or it belongs to a group."""
    detached = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and re.search(r"(loop\(\)|loop|asyncio)\.(create_task|ensure_future)$", ast.unparse(node.value.func))
    ]
    assert detached == []


def test_the_core_names_no_platform() -> None:
    named = [
        f"{path.relative_to(ROOT)}: {node.value}"
        for path in SOURCES
        if "platforms" not in path.parts and path.name not in ("app.py", "cli.py", "config.py", "logs.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in ("telegram", "discord", "playground")
    ]
    assert named == []
