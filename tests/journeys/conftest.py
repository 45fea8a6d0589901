"""The stage as a fixture."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.stage import Stage, stage


@pytest.fixture
async def porch(tmp_path: Path) -> AsyncIterator[Stage]:
    """The Porch: one community in one Telegram forum."""
    async with stage(tmp_path) as running:
        yield running
