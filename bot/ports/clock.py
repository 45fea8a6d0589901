"""Time as a port, so that a test can turn the clock instead of waiting."""

from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> int:
        """Milliseconds since 1970, UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Returns after that long."""
        ...
