"""Privacy: what is known about somebody, all of it in a file, and how to be forgotten."""

import gzip
import json

from bot.cards import DOCUMENT_MAX, Card, Document, Say
from bot.cog import Answer, Call, Cog
from bot.domain.errors import Refused
from bot.services import forgetting
from bot.services.mydata import collect
from bot.views import privacy as views

cog = Cog("privacy")


@cog.command("privacy")
def privacy(call: Call, words: str) -> Answer:
    """The promise in plain words."""
    return views.promise(call.words)


@cog.pressed("privacy")
def privacy_by_button(call: Call) -> Answer:
    """The same from a button."""
    return privacy(call, "")


@cog.command("mydata")
def mydata(call: Call, words: str) -> Answer:
    """Everything that is stored about whoever asks, as a file for their eyes."""
    if call.where.place is not None:
        raise Refused("in-private", command="mydata")
    data = json.dumps(collect(call.tx, call.caller), ensure_ascii=False, indent=2).encode("utf-8", "replace")
    if len(data) <= DOCUMENT_MAX:
        return views.mydata(call.words, Document("mydata.json", data))
    return views.mydata(call.words, Document("mydata.json.gz", gzip.compress(data)))


@cog.pressed("mydata")
def mydata_by_button(call: Call) -> Answer:
    """The same from a button."""
    return mydata(call, "")


@cog.command("forget")
def forget(call: Call, words: str) -> Answer:
    """Asks whether that is meant."""
    if call.where.place is not None:
        raise Refused("in-private", command="forget")
    if not forgetting.known(call.tx, call.caller):
        return Card((Say(call.words("forget-nothing")),))
    return views.sure(call.words)


@cog.pressed("forget")
def forget_by_button(call: Call) -> Answer:
    """The same from a button."""
    return forget(call, "")


@cog.pressed("forget-yes")
def forget_indeed(call: Call) -> Answer:
    """It is meant."""
    if call.where.place is not None:
        raise Refused("in-private", command="forget")
    if not forgetting.known(call.tx, call.caller):
        return Card((Say(call.words("forget-nothing")),), instead=True)
    return views.forgotten(call.words, forgetting.forget(call.tx, call.caller))


@cog.pressed("forget-no")
def forget_not(call: Call) -> Answer:
    """It is not."""
    return Card((Say(call.words("forget-kept")),), instead=True)
