"""How it looks that something waits for a moderator: to whoever wrote it, and why, to the moderators."""

from bot.cards import Card, Part, Say, Small, Title
from bot.domain.cases import Case, Verdict
from bot.domain.moderation import FlagKind, Reason, Rules
from bot.domain.questions import Question
from bot.ports.records import What
from bot.words import Words

_KINDS = (*FlagKind, *Reason)


def reasons(words: Words, case: Case) -> list[Part]:
    """For moderators: each reason with what of the text it is."""
    return [Small(words(f"why-{kind}", detail=detail)) for kind, detail in _parted(case)]


def because(words: Words, case: Case) -> list[Part]:
    """For the author: what kinds of reasons there are, and, after signs of a crisis, nothing of that."""
    told = dict.fromkeys(kind for kind, _ in _parted(case) if kind != FlagKind.CRISIS)
    return [Small(words(f"because-{kind}")) for kind in told]


def help_for(words: Words, case: Case, rules: Rules) -> list[Part]:
    """Where its author finds help, after signs of a crisis."""
    if not case.urgent:
        return []
    return [Title(words("care-title")), Say(rules.resources or words("care-resources"))]


def waits(words: Words, case: Case, question: Question, rules: Rules, *, in_thread: bool = False) -> Card:
    """What the author is answered, or told: help first, then that it waits and why."""
    parts = help_for(words, case, rules)
    if case.held:
        parts += waiting(words, case, question, in_thread=in_thread)
    return Card(tuple(parts), instead=True)


def waiting(words: Words, case: Case, question: Question, *, in_thread: bool = False) -> list[Part]:
    """For the author: that it waits, and why. ``in_thread``: their own message stands where all can read it."""
    if case.what == What.QUESTION:
        said = words("waits-question", number=question.number, kind=question.kind.value)
    else:
        said = words("waits-thread" if in_thread else "waits", number=question.number)
    return [Say(said), *because(words, case)]


def mine(words: Words, case: Case, question: Question, rules: Rules, *, in_thread: bool = False) -> Card:
    """What the author of an opinion or a reply is told, at any time; never no without help after signs of a crisis."""
    if case.verdict is None or not case.held:
        return waits(words, case, question, rules, in_thread=in_thread)
    if case.verdict is Verdict.APPROVED:
        return Card((Say(words("yours-approved", number=question.number)),))
    if case.verdict is Verdict.WITHDRAWN:
        return Card((Say(words("yours-withdrawn", number=question.number)),))
    rejected = Title(words("yours-rejected", number=question.number))
    return Card((*help_for(words, case, rules), rejected, *given(words, case)))


def given(words: Words, case: Case) -> list[Part]:
    """The reason that a moderator gave, if they did."""
    return [Say(words("rejected-why", reason=case.reason))] if case.reason else []


def _parted(case: Case) -> list[tuple[str, str]]:
    """Kinds and details; a report is no reason of ours."""
    parted = [each.partition(":") for each in case.reasons]
    return [(kind, detail) for kind, _, detail in parted if kind in _KINDS]
