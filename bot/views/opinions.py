"""How an opinion looks: carried to another place, in the asker's notice, and on the pages of "Show all"."""

from bot.cards import Body, Button, Card, Part, Said, Say, Small, Strong, Style, Title, columns
from bot.domain.communities import Community
from bot.domain.limits import CARRIED_MAX, DETAILS_SHOWN, EXCERPT, REPLY_EXCERPT
from bot.domain.opinions import Opinion, grouped
from bot.domain.paging import Sort, Spot
from bot.domain.questions import Question
from bot.domain.threads import Reply
from bot.services.reading import OTHERS, Page, Whole
from bot.views import names, searching, takes, updates
from bot.views.notifications import mute
from bot.views.texts import excerpt
from bot.words import Words


def carried(words: Words, community: Community, opinion: Opinion, platform: str | None) -> Card:
    """The opinion in a place where it was not written."""
    said = Said(names.on_platform(words, community, opinion, platform), excerpt(opinion.text, CARRIED_MAX))
    vote = Button(words("button-vote", count=opinion.votes), "vote", (opinion.id,))
    more = Button(words("button-show-all"), "page", (opinion.question_id,), private=True)
    return Card((said,), ((vote, more) if _cut(opinion.text, CARRIED_MAX) else (vote,),))


def notice(
    words: Words,
    community: Community,
    question: Question,
    opinion: Opinion,
    platform: str | None,
    *,
    by_moderators: bool = False,
) -> Card:
    """What the asker reads of an opinion. One that is gone says so, and by whom, and keeps nothing of its text."""
    if opinion.held:
        return Card((Small(words("opinion-waits", number=question.number)),))
    if opinion.removed:
        said = words("opinion-removed" if by_moderators else "opinion-taken-back", number=question.number)
        return Card((Small(said),))
    who = names.on_platform(words, community, opinion, platform)
    title = Title(words("notice-opinion", number=question.number, who=who, kind=question.kind.value))
    parts = (title, Body(excerpt(opinion.text, CARRIED_MAX)))
    value = () if question.is_take else _value(words, opinion)
    first = (Button(words("button-reply"), "reply", (opinion.id,)), *value)
    second = [Button(words("button-report"), "report", ("opinion", opinion.id)), mute(words, question)]
    if _cut(opinion.text, CARRIED_MAX):
        second.insert(0, Button(words("button-whole"), "thread", (opinion.id,)))
    return Card(parts, (first, tuple(second)) if value else ((*first, *second),))


def shown(words: Words, what: Page | Whole) -> Card:
    """Either of the two."""
    return page(words, what) if isinstance(what, Page) else whole(words, what)


def page(words: Words, shown: Page) -> Card:
    """One page of a question: tabs with counts, opinions newest or most voted first, each with its first replies.

    Each opinion has one row of buttons: 👍, or what its asker makes of it; and the rest of its thread.
    """
    community, question = shown.community, shown.question
    parts: list[Part] = [
        Title(f"#{question.number} {question.title}"),
        Strong(_tab_line(words, shown)),
    ]
    rows: list[tuple[Button, ...]] = [*columns(_tabs(words, shown), 3)]
    if len(shown.threads) > 1 or shown.newer is not None or shown.older is not None:
        rows.append(_sorts(words, shown))
    beside = [] if shown.asker or not question.takes_opinions else [_answer(words, question)]
    if shown.poll is not None:
        beside.append(Button(words("button-poll", count=shown.poll.total), "booth", (question.id,)))
    if question.is_take:
        beside.append(Button(words("button-read-take"), "take", (question.id, 0)))
    elif question.details and not shown.spot.at:
        parts.insert(1, Body(excerpt(question.details, DETAILS_SHOWN)))
        if _cut(question.details, DETAILS_SHOWN):
            beside.append(Button(words("button-whole"), "details", (question.id,)))
    if shown.updates:
        parts[-1:-1] = updates.first(words, shown.updates)
        beside.append(updates.button(words, question))
    if beside:
        rows.append(tuple(beside))
    if not shown.threads:
        parts.append(Say(words("page-empty")))
    for thread in shown.threads:
        opinion, name = thread.opinion, names.author(words, community, thread.opinion.by)
        parts.append(Said(marked(words, opinion, name), excerpt(opinion.text, EXCERPT)))
        parts.extend(_reply(words, community, reply, REPLY_EXCERPT) for reply in thread.replies)
        if shown.asker:
            row = _value(words, opinion, str(shown.spot), name)
        else:
            row = [_vote(words, opinion, str(shown.spot), name, mine=opinion.id in shown.voted)]
        if thread.count > len(thread.replies):
            row.append(Button(words("button-all-replies", count=thread.count, name=name), "thread", (opinion.id,)))
        elif _cut(opinion.text, EXCERPT) or any(_cut(reply.text, REPLY_EXCERPT) for reply in thread.replies):
            row.append(Button(words("button-read-on", name=name), "thread", (opinion.id,)))
        rows.append(tuple(row))
    turn = _turn(
        *("page", (question.id, shown.tab)), (words("button-newer"), shown.newer), (words("button-older"), shown.older)
    )
    foot, others = searching.foot(words, shown.recommended)
    return Card((*parts, *foot), (*rows, *turn, *others), instead=True)


def _answer(words: Words, question: Question) -> Button:
    """For whoever has read so far, and came by a search or from their private chat."""
    label = words("button-comment" if question.is_take else "button-answer")
    return Button(label, "answer", (question.id,), Style.PRIMARY)


def marked(words: Words, opinion: Opinion, name: str) -> str:
    """The name an opinion stands under, with what the asker made of it."""
    if opinion.helpful:
        return words("marked-helpful", name=name)
    return words("marked-thanked", name=name) if opinion.thanked else name


def _vote(words: Words, opinion: Opinion, spot: str = "", name: str = "", *, mine: bool = False) -> Button:
    label = (
        words("button-vote-for", count=opinion.votes, name=name) if name else words("button-vote", count=opinion.votes)
    )
    return Button(label, "vote", (opinion.id, spot) if spot else (opinion.id,), chosen=mine)


def _value(words: Words, opinion: Opinion, spot: str = "", name: str = "") -> list[Button]:
    """What its asker can make of an opinion; ``name`` says of which one where there are several."""
    args = (opinion.id, spot) if spot else (opinion.id,)
    helpful = words("button-helpful-one", name=name) if name else words("button-helpful")
    thank = words("button-thank-one", name=name) if name else words("button-thank")
    return [
        Button(helpful, "helpful", args, chosen=opinion.helpful),
        Button(thank, "thank", args, chosen=opinion.thanked),
    ]


def _sorts(words: Words, shown: Page) -> tuple[Button, ...]:
    """How the page is sorted, and how else. These carry one letter more than a tab: no two buttons do the same."""
    both = ((Sort.NEWEST, words("button-sort-newest")), (Sort.VOTED, words("button-sort-voted")))
    return tuple(
        Button(label, "page", (shown.question.id, shown.tab, f"{sort}s"), chosen=shown.spot.sort is sort)
        for sort, label in both
    )


def _tab_line(words: Words, shown: Page) -> str:
    if shown.question.is_take:
        return takes.comments(words, shown.tally)
    groups, rest = grouped(shown.community, shown.tally)
    for category, (plural, count) in zip(shown.community.categories, groups, strict=True):
        if category.key == shown.tab:
            return words("what-said", plural=plural, count=count)
    return words("others", count=rest)


def _tabs(words: Words, shown: Page) -> list[Button]:
    if shown.question.is_take:
        return []
    groups, rest = grouped(shown.community, shown.tally)
    keys = [category.key for category in shown.community.categories]
    tabs = [(key, words("tab", plural=plural, count=count)) for key, (plural, count) in zip(keys, groups, strict=True)]
    if rest:
        tabs.append((OTHERS, words("others", count=rest)))
    sort = Spot(shown.spot.sort)
    return [Button(label, "page", (shown.question.id, key, str(sort)), chosen=key == shown.tab) for key, label in tabs]


def details(words: Words, question: Question) -> Card:
    """What is asked, in full."""
    back = Button(words("button-back-to-page"), "page", (question.id,))
    return Card((Title(f"#{question.number} {question.title}"), Body(question.details)), ((back,),), instead=True)


def whole(words: Words, shown: Whole) -> Card:
    """One opinion in full, with one page of its thread."""
    opinion, spot = shown.opinion, str(shown.spot)
    name = names.author(words, shown.community, opinion.by)
    parts: list[Part] = [
        Title(f"#{shown.question.number} {shown.question.title}"),
        Said(marked(words, opinion, name), opinion.text),
    ]
    parts.extend(_reply(words, shown.community, reply, None) for reply in shown.replies)
    turn = _turn(
        *("thread", (opinion.id,)),
        (words("button-earlier"), shown.earlier),
        (words("button-later"), shown.later),
    )
    vote = [_vote(words, opinion, spot, mine=shown.voted)]
    back = Button(words("button-back-to-page"), "page", (shown.question.id, opinion.by.category or OTHERS))
    row = [*vote, *(_value(words, opinion, spot) if shown.asker else ())]
    return Card(tuple(parts), (tuple(row), *turn, (back,)), instead=True)


def _turn(action: str, args: tuple[int | str, ...], *ways: tuple[str, Spot | None]) -> tuple[tuple[Button, ...], ...]:
    buttons = tuple(Button(label, action, (*args, str(spot))) for label, spot in ways if spot is not None)
    return (buttons,) if buttons else ()


def _reply(words: Words, community: Community, reply: Reply, most: int | None) -> Said:
    text = reply.text if most is None else excerpt(reply.text, most)
    return Said(names.speaker(words, community, reply), text, depth=1)


def _cut(text: str, most: int) -> bool:
    return len(text) > most
