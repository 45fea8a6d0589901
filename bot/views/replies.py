"""How a reply looks: in the thread of a place, and in the private chat of those who follow it there."""

from bot.cards import Body, Button, Card, Said, Small, Title
from bot.domain.communities import Community
from bot.domain.questions import Question
from bot.domain.threads import Reply
from bot.views import names
from bot.views.notifications import mute
from bot.words import Words


def carried(words: Words, community: Community, reply: Reply, platform: str | None) -> Card:
    """The reply in a place where it was not written."""
    return Card((Said(names.on_platform(words, community, reply, platform), reply.text),))


def notice(
    words: Words,
    community: Community,
    question: Question,
    reply: Reply,
    platform: str | None,
    *,
    by_moderators: bool = False,
) -> Card:
    """What somebody who takes part from their private chat reads of a reply."""
    if reply.held:
        return Card((Small(words("reply-waits", number=question.number)),))
    if reply.removed:
        said = words("reply-removed" if by_moderators else "reply-taken-back", number=question.number)
        return Card((Small(said),))
    who = names.on_platform(words, community, reply, platform)
    parts = (Title(words("notice-reply", number=question.number, who=who)), Body(reply.text))
    report = Button(words("button-report"), "report", ("reply", reply.id))
    answer = Button(words("button-reply"), "reply", (reply.id,))
    return Card(parts, ((answer, report, mute(words, question)),))
