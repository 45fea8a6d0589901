"""Names: how somebody or some group is called on a card."""

from bot.domain.communities import Community
from bot.domain.opinions import Byline, Opinion, Tally, grouped
from bot.domain.threads import Reply, Role
from bot.words import Words


def author(words: Words, community: Community, by: Byline) -> str:
    """ "Guy · Sam", "Girl 2", "Someone · Sam", "Someone 1".

    A shown name never stands alone, so that nobody passes for "Asker" or "Girl 2" by calling themselves so.
    """
    category = community.category(by.category)
    if by.name is None:
        return f"{category.singular if category else words('someone')} {by.number}"
    return f"{category.singular if category else words('someone')} · {by.name}"


def speaker(words: Words, community: Community, reply: Reply) -> str:
    """Who speaks in a thread: "Asker", "Author" (of a take), or the writer's name."""
    if reply.role is Role.MEMBER:
        return author(words, community, reply.by)
    return words("author" if reply.role is Role.AUTHOR else "asker")


def audience(words: Words, community: Community, keys: tuple[str, ...]) -> str:
    """ "Guys", "Guys and Girls", "everyone"."""
    plurals = [category.plural for category in community.audience(keys)]
    if not plurals:
        return words("everyone")
    if len(plurals) == 1:
        return plurals[0]
    return words("and", first=", ".join(plurals[:-1]), last=plurals[-1])


def counts(words: Words, community: Community, tally: Tally) -> str:
    """The grouped line: "What Guys said (2) · What Girls said (0)", with "· Others (1)" only when there are others."""
    groups, rest = grouped(community, tally)
    said = [words("what-said", plural=plural, count=count) for plural, count in groups]
    if rest:
        said.append(words("others", count=rest))
    return " · ".join(said)


def on_platform(words: Words, community: Community, thing: Opinion | Reply, platform: str | None) -> str:
    """Who wrote what was carried here: "Guy · Sam, on Telegram", or just the name where it came in private."""
    name = author(words, community, thing.by) if isinstance(thing, Opinion) else speaker(words, community, thing)
    return words("on-platform", name=name, platform=words(f"platform-{platform}")) if platform else name
