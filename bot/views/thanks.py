"""How an asker's thanks look to whoever gave the opinion."""

from bot.cards import Body, Button, Card, Small, Title
from bot.domain.communities import Community
from bot.domain.limits import EXCERPT
from bot.domain.opinions import Opinion
from bot.domain.questions import Question
from bot.views.texts import excerpt
from bot.words import Words


def notice(words: Words, community: Community, question: Question, opinion: Opinion) -> Card:
    """What the asker made of it, and which opinion it is about; it can be replied to as to any notice."""
    category = community.category(opinion.by.category)
    thanked = "yes" if opinion.thanked else "no"
    if not opinion.helpful:
        said = words("notice-thanks", number=question.number)
    elif category is None:
        said = words("notice-helpful-other", number=question.number, thanked=thanked)
    else:
        said = words("notice-helpful", number=question.number, plural=category.plural, thanked=thanked)
    parts = (Title(said), Body(excerpt(opinion.text, EXCERPT)), Small(question.title))
    buttons = (
        Button(words("button-reply"), "reply", (opinion.id,)),
        Button(words("button-show-all"), "page", (question.id,)),
    )
    return Card(parts, (buttons,))
