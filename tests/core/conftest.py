"""Houses to live in: empty, with one community, and with two places."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.house import House, house


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as built:
        yield built


@pytest.fixture
async def porch(empty: House) -> House:
    """One community in one forum."""
    await empty.set_up()
    return empty


@pytest.fixture
async def two(porch: House) -> House:
    """The same community in a second forum."""
    await porch.link()
    return porch
