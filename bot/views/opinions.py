"""How an opinion looks: carried to another place, in the asker's notice, and on the pages of "Show all"."""

from bot.cards import Body, Button, Card, Part, Said, Say, Small, Strong, Title, columns
from bot.domain.communities import Community
from bot.domain.limits import CARRIED_MAX, EXCERPT, PAGE_SIZE, REPLY_EXCERPT, THREAD_PAGE
from bot.domain.opinions import Opinion, grouped
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
    more = Button(words("button-show-all"), "page", (opinion.question_id,), private=True)
    return Card((said,), ((more,),) if _cut(opinion.text, CARRIED_MAX) else ())


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
    buttons = [Button(words("button-reply"), "reply", (opinion.id,))]
    if _cut(opinion.text, CARRIED_MAX):
        buttons.append(Button(words("button-whole"), "thread", (opinion.id, 0)))
    buttons.append(Button(words("button-report"), "report", ("opinion", opinion.id)))
    return Card(parts, (tuple(buttons), (mute(words, question),)))


def page(words: Words, shown: Page) -> Card:
    """One page of a question: tabs with counts, opinions newest first, each with its first replies."""
    community, question = shown.community, shown.question
    parts: list[Part] = [
        Title(f"#{question.number} {question.title}"),
        Strong(_tab_line(words, shown)),
    ]
    rows: list[tuple[Button, ...]] = [*columns(_tabs(words, shown), 3)]
    if question.is_take:
        rows.append((Button(words("button-read-take"), "take", (question.id, 0)),))
    if shown.updates:
        parts[1:1] = updates.first(words, shown.updates)
        rows.append((updates.button(words, question),))
    if not shown.threads:
        parts.append(Say(words("page-empty")))
    more: list[Button] = []
    for thread in shown.threads:
        name = names.author(words, community, thread.opinion.by)
        parts.append(Said(name, excerpt(thread.opinion.text, EXCERPT)))
        parts.extend(_reply(words, community, reply, REPLY_EXCERPT) for reply in thread.replies)
        if thread.count > len(thread.replies):
            more.append(
                Button(words("button-all-replies", count=thread.count, name=name), "thread", (thread.opinion.id, 0))
            )
        elif _cut(thread.opinion.text, EXCERPT) or any(_cut(reply.text, REPLY_EXCERPT) for reply in thread.replies):
            more.append(Button(words("button-read-on", name=name), "thread", (thread.opinion.id, 0)))
    rows.extend(columns(more, 1))
    turn = _turn(words, "page", (question.id, shown.tab), shown.offset, PAGE_SIZE, more=shown.more)
    foot, others = searching.foot(words, shown.recommended)
    return Card((*parts, *foot), (*rows, *turn, *others), instead=True)


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
    return [Button(label, "page", (shown.question.id, key), chosen=key == shown.tab) for key, label in tabs]


def whole(words: Words, shown: Whole) -> Card:
    """One opinion in full, with one page of its thread."""
    name = names.author(words, shown.community, shown.opinion.by)
    parts: list[Part] = [Title(f"#{shown.question.number} {shown.question.title}"), Said(name, shown.opinion.text)]
    parts.extend(_reply(words, shown.community, reply, None) for reply in shown.replies)
    more = shown.offset + len(shown.replies) < shown.count
    turn = _turn(words, "thread", (shown.opinion.id,), shown.offset, THREAD_PAGE, more=more)
    back = Button(words("button-back-to-page"), "page", (shown.question.id, shown.opinion.by.category or OTHERS))
    return Card(tuple(parts), (*turn, (back,)), instead=True)


def _turn(
    words: Words, action: str, args: tuple[int | str, ...], offset: int, size: int, *, more: bool
) -> tuple[tuple[Button, ...], ...]:
    buttons = []
    if offset > 0:
        buttons.append(Button(words("button-newer"), action, (*args, max(0, offset - size))))
    if more:
        buttons.append(Button(words("button-older"), action, (*args, offset + size)))
    return (tuple(buttons),) if buttons else ()


def _reply(words: Words, community: Community, reply: Reply, most: int | None) -> Said:
    text = reply.text if most is None else excerpt(reply.text, most)
    return Said(names.speaker(words, community, reply), text, depth=1)


def _cut(text: str, most: int) -> bool:
    return len(text) > most
