"""The archive: whoever read a question on the web and has an opinion comes in by a link."""

from bot.cards import Button, Card, Small, Style, Title
from bot.cog import Answer, Call, Cog
from bot.services import archive

cog = Cog("archive")


@cog.pressed("web", link=True)
def come(call: Call, slug: str, number: str) -> Answer:
    """The question of a web page, with what can be done about it. The link names it as the page does, by its number."""
    site = archive.site(call.tx, slug)
    found = archive.numbered(call.tx, site, number).question
    answer = Button(call.words("button-answer"), "answer", (found.id,), Style.PRIMARY)
    show_all = Button(call.words("button-show-all"), "page", (found.id,))
    parts = (Title(f"#{found.number} {found.title}"), Small(call.words("archive-come", community=site.community.name)))
    return Card(parts, ((answer, show_all) if found.takes_opinions else (show_all,),))
