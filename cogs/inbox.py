"""The inbox: notices that could not be delivered, to be read where somebody asks for them."""

from dataclasses import replace

from bot.cards import Card
from bot.cog import Answer, Call, Cog
from bot.ports.records import RowId
from bot.services import inbox
from bot.services.notifications import ASIDE
from bot.views import inbox as views
from bot.views.inbox import Notice

cog = Cog("inbox")


@cog.command("inbox")
def begin(call: Call, words: str) -> Answer:
    """``/inbox``: the newest of what waits."""
    return _page(call, None)


@cog.pressed("inbox", reads=True)
def turn(call: Call, row: int) -> Answer:
    """Another one of them."""
    return _page(call, row)


@cog.pressed("waiting", reads=True)
def waiting(call: Call, row: int) -> Answer:
    """What a digest tells of, in a message of its own."""
    return replace(_page(call, row), instead=False)


@cog.pressed("read")
def read(call: Call, row: int) -> Answer:
    """This one was read: it is put away, and the next older one shown."""
    inbox.put_away(call.tx, call.caller, RowId(row))
    return _page(call, row)


def _page(call: Call, row: int | None) -> Card:
    """The notice of this row, or, where it is not there any more, the next older one, or else the oldest."""
    notices = [
        Notice(each.row.id, each.face, card, each.row.reason == ASIDE)
        for each in inbox.kept(call.tx, call.caller)
        if (card := call.notice(each.row)) is not None
    ]
    if not notices:
        return views.empty(call.words)
    at = next((at for at, each in enumerate(notices) if row is None or each.row <= row), len(notices) - 1)
    return views.page(call.words, notices, at)
