"""How the audit looks to moderators."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.cards import Button, Card, Part, Said, Say, Title, columns
from bot.domain.audit import Act
from bot.domain.communities import Community
from bot.services.auditing import PAGE, Line, Page
from bot.views import removals, rules
from bot.words import Words


def page(words: Words, shown: Page) -> Card:
    """One page: who did what to what, when, and why."""
    parts: list[Part] = [Title(words("audit-title", community=shown.community.name))]
    if not shown.lines:
        parts.append(Say(words("audit-empty")))
    parts.extend(_line(words, shown, each) for each in shown.lines)
    buttons = []
    if shown.offset:
        buttons.append(Button(words("button-newer"), "audit", (shown.community.id, max(0, shown.offset - PAGE))))
    if shown.more:
        buttons.append(Button(words("button-older"), "audit", (shown.community.id, shown.offset + PAGE)))
    return Card(tuple(parts), (tuple(buttons),) if buttons else (), instead=True)


def which(words: Words, communities: Sequence[Community], action: str, *args: int) -> Card:
    """Asks a moderator of several communities which one is meant."""
    buttons = [Button(each.name[:40], action, (each.id, *args)) for each in communities]
    return Card((Say(words("which-of-yours")),), columns(buttons, 1))


def _line(words: Words, shown: Page, line: Line) -> Said:
    entry = line.entry
    done = words(f"audit-{entry.action}") if entry.action in set(Act) else entry.action
    about = rules.called(words, entry.what) if entry.action == Act.SETTING and entry.what in rules.NAMES else ""
    if line.thing is not None and line.question is not None:
        about = removals.naming(words, shown.community, line.question, line.thing)
    at = datetime.fromtimestamp(entry.at / 1000, UTC)
    head = words("audit-line", at=at, by=entry.by)
    return Said(head, " · ".join(each for each in (done, about, entry.detail) if each))
