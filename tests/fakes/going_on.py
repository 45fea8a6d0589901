"""Waiting for what the bot is at, instead of for time to pass: never too early, however slow the machine."""

import asyncio
from collections.abc import Callable
from typing import Any


async def all_over(ours: Callable[[asyncio.Task[Any]], bool]) -> None:
    """Returns when no such task is running any more, those included that come of them."""
    while tasks := [task for task in asyncio.all_tasks() if ours(task)]:
        await asyncio.wait(tasks)


def runs(task: asyncio.Task[Any], *functions: Callable[..., Any]) -> bool:
    """Whether the task was made of one of these coroutine functions."""
    return getattr(task.get_coro(), "__qualname__", "") in [each.__qualname__ for each in functions]
