"""How a question looks: its card in a place, its preview, and the asker's receipt."""

from collections.abc import Callable, Sequence

from bot.cards import Body, Button, Card, Part, Picture, Said, Say, Small, Strong, Style, Title, columns
from bot.domain.cases import Case
from bot.domain.communities import Community
from bot.domain.moderation import Rules
from bot.domain.opinions import Opinion, Tally
from bot.domain.pictures import Image
from bot.domain.polls import Poll
from bot.domain.questions import Question, Status
from bot.domain.removals import Removal
from bot.domain.updates import Update
from bot.ports.records import RowState
from bot.services.reading import Standing
from bot.views import forms, names, polls, removals, reviewing, searching
from bot.views.follows import follow
from bot.views.updates import under
from bot.words import Words

SUGGESTION_MAX = 100
"""Characters of a line that is suggested (https://docs.discord.com/developers/interactions/application-commands)."""
LEADER_MAX = 140
"""Characters of an opinion's first line on the card."""
SUGGESTED_NAME_MAX = 24
"""Characters of a community's name on such a line."""


def _asked(words: Words, community: Community, audience: tuple[str, ...], title: str) -> Title:
    return Title(words("card-title", audience=names.audience(words, community, audience), title=title))


def card(
    words: Words,
    community: Community,
    question: Question,
    tally: Tally,
    *,
    removal: Removal | None = None,
    twin: Question | None = None,
    image: Image | None = None,
    recommended: Sequence[Question] = (),
    updates: Sequence[Update] = (),
    updated: int = 0,
    leaders: Sequence[Opinion] = (),
    poll: Poll | None = None,
    enough: int = 1,
    on_web: bool = False,
) -> Card:
    """The card of a posted question; it is edited in place when the counts or the status change.

    ``removal`` says that moderators removed it, ``twin`` where the same is asked, ``recommended`` what is like it.
    ``updates`` are the newest of those that its asker added, the newest first; there are ``updated`` in all.
    ``leaders`` are the opinions of which it shows the first line; ``enough`` is what a category's votes in the ``poll``
    must be to be told. ``on_web``: the archive shows it.
    """
    if question.status is Status.REMOVED:
        gone = words("card-removed" if removal is None else "card-removed-moderators", number=question.number)
        return Card((Title(gone),), name=gone)
    parts: list[Part] = [
        _asked(words, community, question.audience, question.title),
        _by(words, community, question),
    ]
    if question.details:
        parts.append(Body(question.details))
    if image is not None:
        parts.append(picture(words, image))
    parts += under(words, question.details, updates, updated)
    if poll is not None:
        parts.extend(polls.parts(words, community, poll, enough))
    parts.append(Strong(names.counts(words, community, tally)))
    parts.extend(_leader(words, community, each) for each in leaders)
    if on_web:
        parts.append(Small(words("card-on-web")))
    answer = Button(words("button-answer"), "answer", (question.id,), Style.PRIMARY, private=True)
    show_all = Button(words("button-show-all"), "page", (question.id,), private=True)
    report = Button(words("button-report"), "report", ("question", question.id))
    others = (show_all, follow(words, question), report)
    rows: list[tuple[Button, ...]] = [(answer, *others) if question.takes_opinions else others]
    if twin is not None:
        parts.append(Say(words("card-duplicate", number=twin.number)))
        rows.append((Button(words("button-twin", number=twin.number), "page", (twin.id,), private=True),))
    elif question.locked:
        parts.append(Say(words("card-locked")))
    elif question.status is Status.CLOSED:
        parts.append(Say(words("card-closed-silent" if question.silent else "card-closed")))
    if recommended:
        parts.append(searching.line(words, recommended))
    if poll is not None:
        rows.extend(polls.on_card(words, community, question, poll))
    iam = [
        Button(words("button-i-am", category=category.singular), "iam", (question.id, category.key))
        for category in community.categories
    ]
    rows.extend(columns(iam, 3))
    return Card(tuple(parts), tuple(rows), name=question.title)


def _leader(words: Words, community: Community, opinion: Opinion) -> Said:
    """The first line of the most helpful or most voted opinion of a category."""
    name = names.author(words, community, opinion.by)
    by = words("leads-helpful" if opinion.helpful else "leads-voted", name=name)
    return Said(by, _cut(" ".join(opinion.text.strip().split("\n", 1)[0].split()), LEADER_MAX))


def _by(words: Words, community: Community, question: Question) -> Small:
    """Its number, who asks, as far as they let it show, and what it is about."""
    category = community.category(question.asked_as)
    if category is None:
        line = words("card-by", number=question.number)
    else:
        line = words("card-by-one", number=question.number, category=category.singular)
    return Small(f"{line} · {question.topic}" if question.topic else line)


def preview(
    words: Words,
    community: Community,
    audience: tuple[str, ...],
    title: str,
    details: str,
    form: int,
    asked_as: str | None = None,
    telltales: Sequence[str] = (),
    image: Image | None = None,
    topic: str | None = None,
    near: Sequence[tuple[bool, Question]] = (),
    options: tuple[str, ...] = (),
    *,
    on_web: bool = False,
) -> Card:
    """The card as it will be published, with the buttons to post, change or drop it.

    ``telltales`` are parts of the text by which the asker could be recognised; they are warned of them. ``near`` are
    questions like it that are answered already, and whether they ask the same. ``options`` are those of the poll.
    ``on_web``: the archive will show it, and so the whole world.
    """
    category = community.category(asked_as)
    parts: list[Part] = [
        Small(words("preview-intro", community=community.name)),
        _asked(words, community, audience, title),
    ]
    if category is not None:
        parts.append(Small(words("preview-by-one", category=category.singular)))
    if topic is not None:
        parts.append(Small(words("preview-topic", topic=topic)))
    if details:
        parts.append(Body(details))
    if image is not None:
        parts.append(picture(words, image))
    if options:
        parts.extend(polls.parts(words, community, Poll(options), 1))
    parts.append(Strong(names.counts(words, community, {})))
    if on_web:
        parts.append(Say(words("preview-on-web")))
    if telltales:
        parts.append(Say(forms.telling(words, telltales)))
    buttons = (
        Button(words("button-post"), "post", (form,), Style.PRIMARY),
        Button(words("button-edit"), "edit", (form,)),
        Button(words("button-discard"), "drop", (form,), Style.DANGER),
    )
    add = Button(words("button-poll-change") if options else words("button-poll-add"), "field", (form, "poll"))
    bare = () if image is None else (Button(words("button-no-picture"), "bare", (form,)),)
    before, opening = searching.before_posting(words, near)
    return Card((*parts, *before), (*opening, buttons, (add, *bare)))


def picture(words: Words, image: Image) -> Picture:
    """A question's picture, with the words for those who can't see it: nobody has said what is on it."""
    return Picture(image.name, words("picture-alt"), image.data)


def receipt(
    words: Words,
    question: Question,
    standings: list[Standing],
    link: Callable[[Standing], str | None],
    *,
    removal: Removal | None = None,
    twin: Question | None = None,
    case: Case | None = None,
    rules: Rules | None = None,
) -> Card:
    """What the asker keeps: the number, how far it got in each place, and what can be done with it.

    ``removal`` and ``twin`` as for the card. ``case`` is its last one: why it waits, how that ended, and, after signs
    of a crisis, where there is help by the community's ``rules``.
    """
    delete = Button(words("button-delete-for-good"), "delete", (question.id,), Style.DANGER)
    if removal is not None and removal.before is Status.HELD and case is not None:
        help_first = reviewing.help_for(words, case, rules or Rules())
        why = (Title(words("receipt-rejected", number=question.number)), *reviewing.given(words, case))
        return Card((*help_first, *why, Small(words("receipt-rejected-more"))), ((delete,),))
    if removal is not None:
        told: list[Part] = [Title(words("receipt-removed-moderators", number=question.number))]
        return Card((*told, *removals.why(words, removal), Say(words("receipt-removed-moderators-more"))), ((delete,),))
    if question.status is Status.REMOVED:
        gone: list[Part] = [Title(words("receipt-removed", number=question.number)), Say(words("receipt-removed-more"))]
        lost = [each.place.title for each in standings if each.row is not None and each.row.lost]
        return Card((*gone, *(Say(words("place-may-stand", place=title)) for title in lost)))
    parts: list[Part] = reviewing.help_for(words, case, rules or Rules()) if case is not None else []
    parts += [
        Title(words("receipt", number=question.number, kind=question.kind.value)),
        Say(words("receipt-promise" if question.name is None else "receipt-named", kind=question.kind.value)),
        Small("\n".join(standing(words, each) for each in standings)),
    ]
    if case is not None and question.status is Status.HELD:
        parts += reviewing.waiting(words, case, question)
    if question.status is Status.WAITING:
        parts.append(Say(words("receipt-delayed")))
    if twin is not None:
        parts.append(Say(words("receipt-duplicate", number=twin.number)))
    elif question.locked:
        parts.append(Say(words("receipt-locked")))
    if question.status is Status.CLOSED and twin is None:
        days = (rules or Rules()).close_days
        parts.append(Say(words("receipt-silent", count=days) if question.silent else words("receipt-closed")))
    links = [
        Button(words("button-go", place=each.place.title), link=address)
        for each in standings
        if (address := link(each)) is not None
    ]
    rows = [*columns(links, 1)]
    if any(each.row is not None and each.row.lost for each in standings):
        rows.append((Button(words("button-again"), "again", (question.id,), Style.PRIMARY),))
    if twin is not None:
        rows.append((Button(words("button-twin", number=twin.number), "page", (twin.id,)),))
    rows.append(_owned(words, question, twin))
    return Card(tuple(parts), tuple(rows))


def _owned(words: Words, question: Question, twin: Question | None) -> tuple[Button, ...]:
    """What its asker may do with it now."""
    delete = Button(words("button-delete"), "delete", (question.id,), Style.DANGER)
    if question.is_take or question.status is Status.HELD:
        return (delete,)
    add = () if question.locked else (Button(words("button-update"), "update", (question.id,)),)
    if question.status is Status.OPEN:
        return (*add, Button(words("button-close"), "close", (question.id,)), delete)
    if question.status is Status.CLOSED and twin is None and not question.locked:
        return (*add, Button(words("button-reopen"), "reopen", (question.id,)), delete)
    return (*add, delete)


def standing(words: Words, stands: Standing) -> str:
    """How far something got in one place, in a line."""
    place, row = stands.place.title, stands.row
    if row is not None and row.lost:
        return words("place-unsure", place=place)
    if row is not None and row.state is RowState.FAILED:
        known = words.has(f"reason-{row.reason}")
        return words("place-failed", place=place, reason=words(f"reason-{row.reason if known else 'bad-request'}"))
    return words("place-posted" if stands.receipt is not None else "place-waiting", place=place)


def which(words: Words, found: Sequence[tuple[Community, Question]], action: str) -> Card:
    """Asks which community's question is meant, where a number alone does not say."""
    buttons = [Button(community.name, action, (question.id,)) for community, question in found]
    return Card((Say(words("which-community", number=found[0][1].number)),), columns(buttons, 1))


def suggestions(words: Words, found: Sequence[tuple[Community, Question]]) -> list[tuple[str, str]]:
    """Lines to choose a question from while its number is typed, and the numbers. Its community is named if need be."""
    several = len({community.id for community, _ in found}) > 1
    lines = []
    for community, question in found:
        title = _called(words, community, question)
        if several:
            name = _cut(community.name, SUGGESTED_NAME_MAX)
            line = words("suggestion-in", number=question.number, community=name, title=title)
        else:
            line = words("suggestion", number=question.number, title=title)
        lines.append((_cut(line, SUGGESTION_MAX), str(question.number)))
    return lines


def _called(words: Words, community: Community, question: Question) -> str:
    """ "For Guys: …"; "Take: …"."""
    if question.is_take:
        return words("take-title", title=question.title)
    return words("card-title", audience=names.audience(words, community, question.audience), title=question.title)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def confirm_delete(words: Words, question: Question) -> Card:
    """Asks once before a question is taken back."""
    return Card(
        (Say(words("delete-sure", number=question.number)),),
        (
            (
                Button(words("button-delete-yes"), "deleted", (question.id,), Style.DANGER),
                Button(words("button-keep"), "keep", (question.id,)),
            ),
        ),
    )
