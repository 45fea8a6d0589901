"""How following looks: the news of a question, and a word on beginning and ending it."""

from collections.abc import Set as AbstractSet

from bot.cards import Button, Card, Part, Say, Title
from bot.domain.questions import Question, Status
from bot.domain.turns import Turn
from bot.words import Words


def news(words: Words, question: Question, opinions: int, turns: AbstractSet[Turn]) -> Card:
    """What happened to a question lately; ``opinions`` is how many are new, ``turns`` what turns it took."""
    parts: list[Part] = [Title(f"#{question.number} {question.title}")]
    if opinions:
        parts.append(Say(words("news-comments" if question.is_take else "news-opinions", count=opinions)))
    if Turn.HELPFUL in turns:
        parts.append(Say(words("news-helpful")))
    if question.status is Status.CLOSED:
        parts.append(Say(words("news-closed")))
    elif Turn.REOPENED in turns:
        parts.append(Say(words("news-reopened")))
    if len(parts) == 1:
        parts.append(Say(words("news-some")))
    return Card(tuple(parts), ((Button(words("button-show-all"), "page", (question.id,)), unfollow(words, question)),))


def follow(words: Words, question: Question) -> Button:
    """For everybody."""
    return Button(words("button-follow"), "follow", (question.id,))


def unfollow(words: Words, question: Question) -> Button:
    """For whoever follows it."""
    return Button(words("button-unfollow"), "unfollow", (question.id,))


def followed(words: Words, question: Question, first_on: str | None, *, new: bool) -> str:
    """That they follow it; and how the news arrives on the platform where they have never talked in private before."""
    said = words("followed" if new else "followed-before", number=question.number)
    return f"{said} {words('followed-start', platform=first_on)}" if first_on is not None else said


def unfollowed(words: Words, question: Question, *, did: bool) -> str:
    """That they do not any more."""
    return words("unfollowed" if did else "unfollowed-before", number=question.number)
