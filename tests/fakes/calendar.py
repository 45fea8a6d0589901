"""A clock that goes as clocks do, and on which a story can let days go by."""

from bot.app import SystemClock


class Calendar(SystemClock):
    """The time as it is, and as many days later as a story says. Whoever sleeps sleeps on."""

    def __init__(self) -> None:
        self._later = 0

    def now(self) -> int:
        """Milliseconds since 1970, UTC."""
        return super().now() + self._later

    def passes(self, days: float) -> None:
        """It is so much later from now on."""
        self._later += round(days * 24 * 60 * 60 * 1000)
