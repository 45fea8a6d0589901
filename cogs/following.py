"""Following: somebody hears what becomes of a question, or no more."""

from bot.cards import Card, Say, Toast
from bot.cog import Answer, Call, Cog
from bot.domain.people import Face
from bot.domain.questions import QuestionId
from bot.services import follows, reading
from bot.views import follows as views
from bot.views import questions

cog = Cog("following")


@cog.command("follow")
def follow(call: Call, words: str) -> Answer:
    """``/follow 12``."""
    found = reading.numbered(call.tx, call.caller, words, call.near())
    if len(found) > 1:
        return questions.which(call.words, found, "follow")
    said = _followed(call, found[0][1].id)
    return Card((Say(said),), ((views.unfollow(call.words, found[0][1]),),))


@cog.pressed("follow")
def follow_by_button(call: Call, question: int) -> Answer:
    """ "Follow" on a card."""
    return Toast(_followed(call, QuestionId(question)))


@cog.command("unfollow")
def unfollow(call: Call, words: str) -> Answer:
    """``/unfollow 12``."""
    found = reading.numbered(call.tx, call.caller, words, call.near())
    if len(found) > 1:
        return questions.which(call.words, found, "unfollow")
    return Card((Say(_unfollowed(call, found[0][1].id)),))


@cog.pressed("unfollow")
def unfollow_by_button(call: Call, question: int) -> Answer:
    """ "Unfollow" under news."""
    return Toast(_unfollowed(call, QuestionId(question)))


@cog.suggests("follow")
def what_to_follow(call: Call, typed: str) -> list[tuple[str, str]]:
    """Questions, while the number is typed."""
    return questions.suggestions(call.words, reading.suggested(call.tx, call.caller, typed, call.near()))


@cog.suggests("unfollow")
def what_is_followed(call: Call, typed: str) -> list[tuple[str, str]]:
    """Those that the caller follows."""
    person = call.caller.found(Face.HIDDEN)
    mine = {each.question_id for each in call.tx.follows.of(person)} if person is not None else set()
    found = reading.suggested(call.tx, call.caller, typed, call.near(), lambda each: each.id in mine)
    return questions.suggestions(call.words, found)


def _followed(call: Call, question: QuestionId) -> str:
    touch = follows.in_touch(call.tx, call.caller) or call.where.place is None
    found, new = follows.follow(call.tx, call.caller, question)
    return views.followed(call.words, found, None if touch else call.where.platform, new=new)


def _unfollowed(call: Call, question: QuestionId) -> str:
    found, did = follows.unfollow(call.tx, call.caller, question)
    return views.unfollowed(call.words, found, did=did)
