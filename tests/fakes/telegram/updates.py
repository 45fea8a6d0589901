"""The queue of updates and the two ways out of it: long polling and the webhook.

In: updates as they happen (checked strictly) and raw ones that a test injects (not checked). Out: batches for
`getUpdates`, confirmed by `offset`, or one POST after another to the webhook, repeated until it answers 2xx.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import aiohttp

from tests.fakes.telegram.errors import bad, conflict
from tests.fakes.telegram.model import Json
from tests.fakes.telegram.strict import check_update

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "message_reaction",
    "message_reaction_count",
)
NOT_BY_DEFAULT = ("chat_member", "message_reaction", "message_reaction_count")
MAX_ATTEMPTS = 40
_IN_USE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
_TWICE = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass
class Webhook:
    """Where updates are posted; empty url: nowhere."""

    url: str = ""
    secret: str | None = None
    max_connections: int = 40
    last_error: str | None = None
    last_error_date: int = 0


@dataclass
class Updates:
    """Everything the bot has not confirmed yet, in order."""

    next_id: int = 500_000_001
    pending: list[Json] = field(default_factory=list)
    again: list[Json] = field(default_factory=list)
    history: dict[int, Json] = field(default_factory=dict)
    allowed: tuple[str, ...] | None = None
    webhook: Webhook = field(default_factory=Webhook)
    undelivered: list[Json] = field(default_factory=list)
    closing: bool = False
    _poll: int = 0
    _stopper: str = _TWICE
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def wants(self, kind: str) -> bool:
        """Whether this kind of update is asked for; three kinds must be asked for by name."""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def push(self, kind: str, payload: Json) -> int | None:
        """Queues a checked update; returns its id, or None if the bot did not ask for its kind."""
        if not self.wants(kind):
            return None
        update = {"update_id": self.next_id, kind: payload}
        check_update(update)
        return self.push_raw(update)

    def push_raw(self, update: Json) -> int:
        """Queues anything, unchecked; an `update_id` of its own is kept."""
        update = {"update_id": self.next_id, **update}
        self.next_id = max(self.next_id, int(update["update_id"])) + 1
        self.history[int(update["update_id"])] = update
        self.pending.append(update)
        self.wake()
        return int(update["update_id"])

    def push_again(self, update_id: int) -> None:
        """The same update once more, even if it was confirmed: it is handed out once and then forgotten."""
        self.again.append(self.history[update_id])
        self.wake()

    def allow(self, kinds: list[str] | None) -> None:
        """Remembers `allowed_updates`: None leaves the last choice, an empty list means the defaults."""
        if kinds is not None:
            self.allowed = tuple(kind for kind in kinds if kind in KINDS) or None

    def wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def end_polls(self, reason: str) -> None:
        """Whoever waits in getUpdates gets 409 with this reason."""
        self._poll += 1
        self._stopper = reason
        self.wake()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """getUpdates: confirms everything below `offset`, then waits up to `seconds` for something to give."""
        if self.webhook.url:
            raise conflict(_IN_USE)
        self.end_polls(_TWICE)
        mine = self._poll
        self._confirm(offset)
        deadline = asyncio.get_running_loop().time() + seconds
        while not (self.pending or self.again or self.closing):
            news, left = self._news, deadline - asyncio.get_running_loop().time()
            if left <= 0 or not await _happened(news, left):
                break
            if mine != self._poll:
                raise conflict(self._stopper)
        again, self.again = self.again, []
        return [*again, *self.pending][: max(1, min(limit, 100))]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset:
            self.pending = [update for update in self.pending if int(update["update_id"]) >= offset]

    async def deliver(self, session: aiohttp.ClientSession, now: int) -> None:
        """One step of the webhook's life: waits for an update, posts it until it is taken or 40 attempts are spent."""
        news, hook = self._news, self.webhook
        if not hook.url or not (self.pending or self.again):
            await news.wait()
            return
        queue = self.again or self.pending
        update = queue[0]
        for attempt in range(MAX_ATTEMPTS):
            if self.webhook is not hook or self.closing:
                return
            if await self._posted(session, hook, update, now):
                break
            await asyncio.sleep(min(0.02 * 2**attempt, 0.5))
        else:
            self.undelivered.append(update)
        if update in queue:
            queue.remove(update)

    async def _posted(self, session: aiohttp.ClientSession, hook: Webhook, update: Json, now: int) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        try:
            async with session.post(hook.url, json=update, headers=headers) as answer:
                if 200 <= answer.status < 300:
                    return True
                problem = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            problem = f"{type(error).__name__}"
        hook.last_error, hook.last_error_date = problem, now
        return False


async def _happened(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True


def check_limits(limit: int, timeout: int) -> None:
    """The ranges that getUpdates documents."""
    if not 1 <= limit <= 100:
        raise bad("limit must be in the range 1-100")
    if timeout < 0:
        raise bad("timeout must not be negative")
