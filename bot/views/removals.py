"""How it looks that moderators removed, restored or locked something: to them, and to whoever wrote it."""

from collections.abc import Sequence

from bot.cards import Button, Card, Part, Say, Title, columns
from bot.domain.communities import Community
from bot.domain.questions import Question
from bot.domain.removals import Removal
from bot.domain.threads import Reply
from bot.domain.updates import Update
from bot.services import things
from bot.services.naming import Meant
from bot.services.things import Thing
from bot.views import names
from bot.words import Words


def why(words: Words, removal: Removal) -> list[Part]:
    """The reason, if one was given."""
    return [Say(words("removed-why", reason=removal.reason))] if removal.reason else []


def author(words: Words, question: Question, thing: Thing, removal: Removal | None) -> Card:
    """What the author of an opinion or a reply reads; without a removal it is back."""
    if isinstance(thing, Update):
        return _update(words, question, removal)
    reply = isinstance(thing, Reply)
    if removal is None:
        return Card((Say(words("your-reply-back" if reply else "your-opinion-back", number=question.number)),))
    title = Title(words("your-reply-removed" if reply else "your-opinion-removed", number=question.number))
    again = Say(words("removed-object" if things.anonymous(thing) else "removed-object-named"))
    return Card((title, *why(words, removal), again))


def _update(words: Words, question: Question, removal: Removal | None) -> Card:
    if removal is None:
        return Card((Say(words("your-update-back", number=question.number)),))
    title = Title(words("your-update-removed", number=question.number))
    return Card((title, *why(words, removal), Say(words("removed-object"))))


# ---- for moderators


def which(words: Words, meant: Sequence[Meant], do: str) -> Card:
    """The same number is there in several communities; ``do`` is what the command was."""
    found = [
        Button(each.community.name[:40], "moderate", (do, things.kind(each.thing), each.thing.id)) for each in meant
    ]
    return Card((Say(words("which-community", number=meant[0].question.number)),), columns(found, 1))


def removed(words: Words, community: Community, question: Question, thing: Thing) -> Card:
    """It goes, and how to get it back."""
    said = words("moderators-removed", thing=naming(words, community, question, thing))
    return _told(said, Button(words("button-restore"), "moderate", ("restore", things.kind(thing), thing.id)))


def restored(words: Words, community: Community, question: Question, thing: Thing) -> Card:
    """It comes back."""
    said = words("moderators-restored", thing=naming(words, community, question, thing))
    return _told(said, Button(words("button-case-remove"), "moderate", ("remove", things.kind(thing), thing.id)))


def locked(words: Words, question: Question) -> Card:
    """Locked, or not any more."""
    said = words("moderators-locked" if question.locked else "moderators-unlocked", number=question.number)
    undo = words("button-unlock" if question.locked else "button-lock")
    return _told(said, Button(undo, "moderate", ("lock", "question", question.id, "off" if question.locked else "")))


def duplicate(words: Words, question: Question, twin: Question) -> Card:
    """Closed, because the same is asked elsewhere."""
    said = words("moderators-duplicate", number=question.number, twin=twin.number)
    return _told(said, Button(words("button-distinct"), "moderate", ("duplicate", "question", question.id, "off")))


def distinct(words: Words, question: Question) -> Card:
    """It stands for itself again."""
    return Card((Say(words("moderators-distinct", number=question.number)),), instead=True, aloud_if_needed=True)


def naming(words: Words, community: Community, question: Question, thing: Thing) -> str:
    """ "#12", "Girl 2's opinion on #12", "Asker's reply on #12"."""
    if isinstance(thing, Question):
        return words("thing-question", number=question.number)
    if isinstance(thing, Reply):
        return words("thing-reply", who=names.speaker(words, community, thing), number=question.number)
    if isinstance(thing, Update):
        return words("thing-update", number=question.number)
    return words("thing-opinion", who=names.author(words, community, thing.by), number=question.number)


def _told(said: str, undo: Button) -> Card:
    return Card((Say(said),), ((undo,),), instead=True, aloud_if_needed=True)
