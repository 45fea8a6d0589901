"""What happened? The asker was asked, and has nothing to tell. (What they do tell is an update.)"""

from bot.cog import Answer, Call, Cog
from bot.domain.questions import QuestionId
from bot.services import asking
from bot.views import happened

cog = Cog("happened")


@cog.pressed("untold")
def untold(call: Call, question: int) -> Answer:
    """Nothing to tell: nobody asks again."""
    return happened.untold(call.words, asking.own(call.tx, call.caller, QuestionId(question)))
