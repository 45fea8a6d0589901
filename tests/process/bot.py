"""A bot in a process of its own, in a folder of its own: what it is told by its environment, and what it says.

Whatever it says is searched for its secrets when it ends.
"""

import asyncio
import os
import re
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEY = "Y2FuYXJ5LWtleS1jYW5hcnkta2V5LWNhbmFyeS1rZXk"
"""32 bytes in base64url, and a canary."""
LOG_LINE = re.compile(r"\d{4}-\d\d-\d\dT\S+Z [A-Z]+ \S+ ")
PATIENCE = 20.0
"""Seconds to wait for something that a busy machine may take its time for."""


@dataclass
class Bot:
    """One bot, one process at a time; `out` and `err` hold all lines of all its processes."""

    folder: Path
    environ: dict[str, str]
    module: str = "bot"
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=lambda: [KEY])
    _process: asyncio.subprocess.Process | None = None
    _reading: list["asyncio.Task[None]"] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _begun: int = 0

    @property
    def database(self) -> Path:
        """The file it keeps everything in."""
        return self.folder / self.environ.get("AUNT_STORAGE__PATH", "data/agony-aunt.db")

    @property
    def lines(self) -> list[str]:
        """All that it has said, on both ways."""
        return [*self.out, *self.err]

    async def start(self, *arguments: str) -> None:
        """Starts a process and returns at once; without arguments it is `run`."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("AUNT_")}
        self._begun = len(self.err)
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", self.module, *(arguments or ("run",))),
            cwd=self.folder,
            env={**ours, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **self.environ},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        streams = ((self._process.stdout, self.out), (self._process.stderr, self.err))
        self._reading = [asyncio.create_task(self._read(stream, lines)) for stream, lines in streams]

    async def _read(self, stream: asyncio.StreamReader | None, lines: list[str]) -> None:
        assert stream is not None
        async for line in stream:
            lines.append(line.decode().rstrip("\n"))
            self._news.set()

    async def says(self, words: str) -> str:
        """The first line with these words on stderr since the last start, as soon as it is there."""
        deadline = time.monotonic() + PATIENCE
        while True:
            self._news.clear()
            said = self.err[self._begun :]
            for line in said:
                if words in line:
                    return line
            left = deadline - time.monotonic()
            if left <= 0 or not self.runs:
                raise AssertionError(f"it never said {words!r}, but {said}")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), min(left, 0.5))

    async def address(self) -> str:
        """Where its web server listens."""
        return (await self.says("listening on")).split("listening on ")[1]

    @property
    def runs(self) -> bool:
        """Whether there is something to be read from it yet."""
        return any(not each.done() for each in self._reading)

    async def ends(self, within: float = PATIENCE) -> int:
        """Waits for its end and returns the exit code. TimeoutError if it does not come in that many seconds."""
        assert self._process is not None
        async with asyncio.timeout(within):
            code = await self._process.wait()
        await asyncio.gather(*self._reading)
        said = "\n".join(self.lines)
        for secret in self.secrets:
            assert secret not in said, "a secret was told"
        return code

    async def stop(self, within: float = 10.0) -> int:
        """SIGTERM; returns the exit code."""
        assert self._process is not None
        self._process.terminate()
        return await self.ends(within)

    def interrupt(self) -> None:
        """Ctrl+C, without waiting for what comes of it."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)

    async def kill(self) -> None:
        """SIGKILL."""
        assert self._process is not None
        self._process.kill()
        assert await self.ends() == -9

    async def told(self, *arguments: str) -> tuple[int, list[str], list[str]]:
        """Runs to the end: exit code, lines of stdout, lines of stderr."""
        before = len(self.out), len(self.err)
        await self.start(*arguments)
        code = await self.ends()
        return code, self.out[before[0] :], self.err[before[1] :]

    async def clean_up(self) -> None:
        """Leaves no process behind, whatever happened to the test."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        await asyncio.gather(*self._reading, return_exceptions=True)
