"""What somebody did with the bot (a command, a button, a form) and what they got for it.

Discord waits 3 seconds for the first answer; whoever comes later is told that there is no such interaction. Then the
answer can be completed, changed and followed by more.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from tests.fakes.discord.model import Channel, Json, Message, User

COMMAND, COMPONENT, FORM = 2, 3, 5
"""https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type"""
IN_TIME = 3.0


@dataclass
class Tap:
    """One interaction: who did what where, and all that came of it."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    source: Message | None = None
    """The message that it was done on, or that the form was opened from."""
    begun: float = field(default_factory=time.monotonic)
    answered_in: float | None = None
    """Seconds until the first answer."""
    deferred: bool = False
    modal: Json | None = None
    message: Message | None = None
    """The answer, or the message that was changed by it; a placeholder as long as it is `waited_for`."""
    waited_for: bool = False
    more: list[Message] = field(default_factory=list)

    @property
    def late(self) -> bool:
        return time.monotonic() - self.begun > IN_TIME

    @property
    def text(self) -> str:
        """What the person reads now, the newest last."""
        shown = [each for each in (self.message, *self.more) if each is not None and not each.deleted]
        return "\n".join(each.text for each in shown)

    @property
    def answer(self) -> Message:
        """The message that was shown; AssertionError where there is none."""
        assert self.message is not None, f"{self.user.name} was shown no message"
        return self.message

    @property
    def labels(self) -> list[str]:
        """Of the modal's blanks."""
        assert self.modal is not None, f"{self.user.name} was shown no form"
        return [each["label"] for each in self.modal["components"]]
