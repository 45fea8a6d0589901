"""How notifications look: what somebody wants and can want, and the digest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.cards import Button, Card, Part, Say, Small, Strong, Title, columns
from bot.domain.communities import Community, CommunityId
from bot.domain.notifications import Mode, Wishes
from bot.domain.people import Face
from bot.domain.questions import Question
from bot.ports.records import What
from bot.services.notifications import Waiting
from bot.views import nudging
from bot.words import Words

LISTED = 8
"""Muted questions with a button to hear of them again; lines of a digest."""


@dataclass(frozen=True, slots=True)
class Nudged:
    """Whether somebody is told of what nobody answers; ``community``: where that can be turned on for them, 0 for
    wherever they were seen."""

    wanted: bool
    community: int


def wishes(
    words: Words, wanted: Mapping[Face, Wishes], shown: Face, muted: Sequence[Question], nudged: Nudged | None
) -> Card:
    """What somebody wants, a tab for each of their faces. ``muted`` are the questions that the shown one hears nothing
    of; without ``nudged`` there is nothing to turn on."""
    parts: list[Part] = [
        Title(words("notifications-title")),
        Say(words("notifications-now", mode=wanted[shown].mode.value)),
    ]
    rows: list[tuple[Button, ...]] = []
    if len(wanted) > 1:
        parts.insert(1, Strong(words("notifications-of", face=shown.value)))
        tabs = [
            Button(words("button-face", face=face.value), "notifications", (0, face.value), chosen=face is shown)
            for face in wanted
        ]
        rows += columns(tabs, len(tabs))
    modes = [
        Button(
            words("button-notify", mode=mode.value),
            "notify",
            (mode.value, shown.value),
            chosen=mode is wanted[shown].mode,
        )
        for mode in Mode
    ]
    rows += columns(modes, 2)
    if muted:
        numbers = ", ".join(f"#{each.number}" for each in sorted(muted, key=lambda each: each.id))
        parts.append(Say(words("notifications-muted", questions=numbers)))
        listed = sorted(muted, key=lambda each: -each.id)[:LISTED]
        rows += columns([_unmute(words, each, shown, "shown") for each in listed], 2)
    if nudged is not None:
        parts.append(nudging.state(words, wanted=nudged.wanted))
        rows.append(nudging.switch(words, wanted=nudged.wanted, community=nudged.community))
    parts.append(Small(words("notifications-kept")))
    if len(wanted) > 1:
        parts.append(Small(words("notifications-apart")))
    return Card(tuple(parts), tuple(rows), instead=True)


def nobody(words: Words, nudged: Nudged | None = None) -> Card:
    """There is nothing that they could be told of yet, but what nobody answers."""
    said = Say(words("notifications-nothing"))
    if nudged is None:
        return Card((said,))
    switch = nudging.switch(words, wanted=nudged.wanted, community=nudged.community)
    return Card((said, nudging.state(words, wanted=nudged.wanted)), (switch,))


def about(words: Words, question: Question, wanted: Mapping[Face, Wishes]) -> Card:
    """Whether somebody hears of one question, by each of their faces that can."""
    rows = []
    for face, each in wanted.items():
        label = words("button-face", face=face.value) if len(wanted) > 1 else ""
        offered = _unmute if question.id in each.muted else _mute
        button = offered(words, question, face, "about")
        rows.append((replace(button, label=f"{button.label} · {label}" if label else button.label),))
    silent = any(question.id in each.muted for each in wanted.values())
    said = words("question-muted" if silent else "question-unmuted", number=question.number)
    return Card((Say(said),), tuple(rows), instead=True)


def mute(words: Words, question: Question) -> Button:
    """For whoever is told something and wants to hear no more of the question. The message tells to which face."""
    return Button(words("button-mute-question", number=question.number), "hush", (question.id,))


def muted(words: Words, question: Question, *, now: bool) -> str:
    """That it was done."""
    return words("question-muted" if now else "question-unmuted", number=question.number)


def _mute(words: Words, question: Question, face: Face, shown: str) -> Button:
    return Button(words("button-mute-question", number=question.number), "hush", (question.id, face.value, shown))


def _unmute(words: Words, question: Question, face: Face, shown: str) -> Button:
    return Button(words("button-unmute-question", number=question.number), "unmute", (question.id, face.value, shown))


def digest(words: Words, waits: Waiting, communities: Mapping[CommunityId, Community]) -> Card:
    """What waits, a line for each question, and the way to it. Titles are left out, as in all notices."""
    lines = [_line(words, each, waits, communities) for each in sorted(waits.counts, key=lambda each: -each.id)]
    more = len(lines) - LISTED
    parts: list[Part] = [Title(words("digest-title")), Say("\n".join(lines[:LISTED]))]
    if more > 0:
        parts.append(Small(words("digest-more", count=more)))
    buttons = (
        Button(words("button-read-waiting"), "waiting", (waits.newest,)),
        Button(words("button-notifications"), "notifications"),
    )
    return Card(tuple(parts), (buttons,))


def _line(words: Words, question: Question, waits: Waiting, communities: Mapping[CommunityId, Community]) -> str:
    counts = waits.counts[question]
    said = [
        text
        for text, count in (
            (words("digest-opinions", count=counts[What.OPINION]), counts[What.OPINION]),
            (words("digest-replies", count=counts[What.REPLY]), counts[What.REPLY]),
            (words("digest-updates", count=counts[What.UPDATE]), counts[What.UPDATE]),
            (words("digest-news"), counts[What.NEWS]),
            (words("digest-thanks"), counts[What.THANKS]),
        )
        if count
    ]
    several = len({each.community_id for each in waits.counts}) > 1
    where = f" ({communities[question.community_id].name})" if several else ""
    return f"#{question.number}{where}: {', '.join(said)}"
