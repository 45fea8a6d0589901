"""How a take looks: its card in a place, its preview, its text page by page, and the list of takes."""

from collections.abc import Sequence

from bot.cards import Body, Button, Card, Part, Say, Small, Strong, Style, Title, columns
from bot.domain.communities import Community
from bot.domain.opinions import Byline, Tally
from bot.domain.questions import Question, Status
from bot.domain.removals import Removal
from bot.views import forms, names
from bot.views.follows import follow
from bot.words import Words

LISTED_MAX = 80
"""Characters of a title on a button of the list: what a button of Discord's takes
(https://docs.discord.com/developers/components/reference#button)."""


def card(
    words: Words,
    community: Community,
    take: Question,
    tally: Tally,
    *,
    removal: Removal | None = None,
    on_web: bool = False,
) -> Card:
    """The card of a take; it is edited in place when the number of comments or the status changes. ``on_web``: the
    archive shows it.
    """
    if take.status is Status.REMOVED:
        gone = words("take-removed" if removal is None else "card-removed-moderators", number=take.number)
        return Card((Title(gone),), name=gone)
    parts: list[Part] = [
        Title(words("take-title", title=take.title)),
        by(words, community, take),
        Body(take.details),
        Strong(comments(words, tally)),
    ]
    if on_web:
        parts.append(Small(words("card-on-web")))
    if take.locked:
        parts.append(Say(words("card-locked")))
    comment = Button(words("button-comment"), "answer", (take.id,), Style.PRIMARY, private=True)
    show_all = Button(words("button-comments"), "page", (take.id,), private=True)
    report = Button(words("button-report"), "report", ("question", take.id))
    others = (show_all, follow(words, take), report)
    return Card(tuple(parts), ((comment, *others) if take.takes_opinions else others,), name=take.title)


def by(words: Words, community: Community, take: Question) -> Small:
    """Its number, and who wrote it, as far as they let it show."""
    category = community.category(take.asked_as)
    if take.name is not None:
        name = names.author(words, community, Byline(take.asked_as, take.name, None))
        return Small(words("take-by", number=take.number, name=name))
    if category is not None:
        return Small(words("take-by-one", number=take.number, category=category.singular))
    return Small(words("take-by-nobody", number=take.number))


def comments(words: Words, tally: Tally) -> str:
    """How many comments there are, of whomever."""
    return words("take-comments", count=sum(tally.values()))


def preview(
    words: Words,
    community: Community,
    title: str,
    text: str,
    form: int,
    signed: str,
    telltales: Sequence[str] = (),
    *,
    on_web: bool = False,
) -> Card:
    """The take as it will be published, with the buttons to post, change or drop it; ``signed`` is who it is by.

    ``on_web``: the archive will show it, and so the whole world.
    """
    parts: list[Part] = [
        Small(words("preview-intro", community=community.name)),
        Title(words("take-title", title=title)),
        Small(signed),
        Body(text),
    ]
    if on_web:
        parts.append(Say(words("preview-on-web")))
    if telltales:
        parts.append(Say(forms.telling(words, telltales)))
    buttons = (
        Button(words("button-post"), "publish", (form,), Style.PRIMARY),
        Button(words("button-edit"), "edit", (form,)),
        Button(words("button-discard"), "drop", (form,), Style.DANGER),
    )
    return Card(tuple(parts), (buttons,))


def whole(words: Words, community: Community, take: Question, text: str, before: int | None, after: int | None) -> Card:
    """One page of a take's text; ``before`` and ``after`` are where the pages next to it begin."""
    parts = (Title(words("take-title", title=take.title)), by(words, community, take), Body(text))
    turn = []
    if before is not None:
        turn.append(Button(words("button-page-back"), "take", (take.id, before)))
    if after is not None:
        turn.append(Button(words("button-page-on"), "take", (take.id, after)))
    back = Button(words("button-comments"), "page", (take.id,))
    return Card(parts, (*((tuple(turn),) if turn else ()), (back,)), instead=True)


def listed(words: Words, community: Community, takes: Sequence[Question], below: int | None, *, more: bool) -> Card:
    """The takes of a community, a button each, newest first; ``below`` is where this page begins."""
    if not takes:
        return Card((Say(words("takes-none", community=community.name)),), _write(words, community), instead=True)
    parts = [Title(words("takes-title", community=community.name))]
    buttons = [Button(_cut(f"#{each.number} {each.title}"), "take", (each.id, 0)) for each in takes]
    turn = []
    if below is not None:
        turn.append(Button(words("button-newest"), "takes", (community.id,)))
    if more:
        turn.append(Button(words("button-older"), "takes", (community.id, takes[-1].number)))
    rows = (*columns(buttons, 1), *((tuple(turn),) if turn else ()), *_write(words, community))
    return Card(tuple(parts), rows, instead=True)


def which(words: Words, communities: Sequence[Community], action: str) -> Card:
    """Asks which community is meant."""
    buttons = [Button(each.name, action, (each.id,)) for each in communities]
    return Card((Say(words("takes-which")),), columns(buttons, 1))


def _write(words: Words, community: Community) -> tuple[tuple[Button, ...], ...]:
    return ((Button(words("button-take"), "begin-take", (community.id,), Style.PRIMARY),),)


def _cut(text: str) -> str:
    return text if len(text) <= LISTED_MAX else text[: LISTED_MAX - 1].rstrip() + "…"
