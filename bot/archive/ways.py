"""The ways to an answer: "Have an opinion?" leads to where the question stands in the chat.

A platform that can be entered by a link leads into the private chat, and the link names the question as the page does,
by the community's name in addresses and the number. On others it is the public link to the question's thread.
"""

from collections.abc import Callable

from bot.archive.pages import Way
from bot.cards import Button
from bot.ports.platform import Platform, Sent
from bot.services.archive import Sheet, Stand
from bot.words import Words


def ways(words: Words, platforms: Callable[[str], Platform | None], sheet: Sheet) -> list[Way]:
    """One for each platform that the question stands on and that has public addresses."""
    found: dict[str, str] = {}
    for stand in sheet.stands:
        platform = platforms(stand.place.platform)
        link = _link(platform, stand, sheet) if platform is not None else None
        if link is not None:
            found.setdefault(stand.place.platform, link)
    made: list[Way] = []
    for name, link in found.items():
        where = words(f"platform-{name}")
        if made:
            made.append(Way(words("archive-way-more", platform=where), link))
        elif sheet.question.is_take:
            made.append(Way(words("archive-way-comment", platform=where), link))
        else:
            made.append(Way(words("archive-way", platform=where), link))
    return made


def _link(platform: Platform, stand: Stand, sheet: Sheet) -> str | None:
    door = platform.door(Button("", "web", (sheet.site.slug, sheet.question.number)))
    return door or platform.link(stand.place.address, Sent(stand.receipt.message, stand.receipt.thread))
