"""How a poll looks: on the card of its question, in its preview, on a page to vote on, and its results as a picture.

Bars are made of signs, so that they stand in any message and are edited with it; whoever can't see them reads the
percentage behind each. Options are numbered, and by these numbers the picture and the buttons speak of them.
"""

from bot import charts
from bot.cards import Body, Button, Card, Part, Picture, Say, Small, Strong, Title, columns
from bot.domain.communities import Community
from bot.domain.pictures import Image
from bot.domain.polls import Poll, by_category, percent
from bot.domain.questions import Question
from bot.words import Words

BAR = 10
"""Signs of a bar: as long as it may be beside its figures on a telephone."""
LABELLED_MAX, LABEL_MAX = 4, 20
"""Up to so many options, of so many characters, stand on their buttons; others only by their numbers."""
CATEGORIES_MAX = 6
"""A card has buttons for each category; where there are more, it has no room for the options' too."""
WIDE = 5
"""Buttons side by side, where options stand on them by their numbers: Discord shows five."""
TOAST_MAX = 60
DRAWN_MAX = 4
"""Categories in a picture."""


def parts(words: Words, community: Community, poll: Poll, enough: int) -> list[Part]:
    """The options with what was voted so far; ``enough`` as for `bot.domain.polls.by_category`."""
    shown: list[Part] = [Strong(words("poll-title", count=poll.total)), Body(_options(words, poll))]
    told = by_category(community, poll, enough)
    if told:
        first = max(range(len(poll.options)), key=lambda place: poll.counts[place])
        shares = " · ".join(
            words("poll-share", plural=_plural(words, community, key), percent=percent(counts[first], sum(counts)))
            for key, counts in told
        )
        shown.append(Say(words("poll-by", option=_cut(poll.options[first], TOAST_MAX), shares=shares)))
    return shown


def _options(words: Words, poll: Poll) -> str:
    """The options, numbered; once somebody has voted, a bar under each."""
    lines = []
    for place, (option, count) in enumerate(zip(poll.options, poll.counts, strict=True)):
        lines.append(f"{place + 1}. {option}")
        if poll.total:
            share = percent(count, poll.total)
            lines.append(words("poll-bar", bar=bar(count, poll.total), percent=share, count=count))
    return "\n".join(lines)


def bar(part: int, whole: int) -> str:
    """A share as ten signs; one of them is full where there is anything at all, and one empty where it is not all."""
    full = round(BAR * part / whole) if whole else 0
    full = min(max(full, 1 if part else 0), BAR if part == whole else BAR - 1)
    return "▰" * full + "▱" * (BAR - full)


def on_card(words: Words, community: Community, question: Question, poll: Poll) -> list[tuple[Button, ...]]:
    """The rows under a card: the options while votes are taken, and the results."""
    results = Button(words("button-poll-results"), "poll", (question.id,), private=True)
    if not question.takes_opinions:
        return [(results,)]
    if len(community.categories) > CATEGORIES_MAX:
        return [(Button(words("button-poll-vote"), "booth", (question.id,), private=True), results)]
    *choices, last = _choices(question, poll)
    return [*choices, (*last, results)] if len(last) < WIDE else [*choices, last, (results,)]


def _choices(question: Question, poll: Poll, mine: int | None = None, on: str = "") -> list[tuple[Button, ...]]:
    labelled = len(poll.options) <= LABELLED_MAX and max(map(len, poll.options)) <= LABEL_MAX
    more = (on,) if on else ()
    buttons = [
        Button(
            f"{place + 1}. {option}" if labelled else str(place + 1),
            "ballot",
            (question.id, place, *more),
            chosen=place == mine,
        )
        for place, option in enumerate(poll.options)
    ]
    return list(columns(buttons, 2 if labelled else WIDE))


def voted(words: Words, poll: Poll, choice: int, *, taken_back: bool) -> str:
    """What somebody hears who voted."""
    option = _cut(poll.options[choice], TOAST_MAX)
    return words("poll-taken-back", option=option) if taken_back else words("poll-voted", option=option)


def booth(
    words: Words, community: Community, question: Question, poll: Poll, enough: int, mine: int | None, on: str
) -> Card:
    """The page to vote on: ``mine`` is what its reader chose, ``on`` what brings them back here."""
    shown: list[Part] = [_title(question), *parts(words, community, poll, enough)]
    rows: list[tuple[Button, ...]] = []
    if question.takes_opinions:
        shown.append(Small(words("poll-how") if mine is None else words("poll-mine", option=poll.options[mine])))
        rows = _choices(question, poll, mine, on)
    else:
        shown.append(Small(words("poll-closed")))
    rows.append((Button(words("button-poll-picture"), "poll", (question.id,)), _back(words, question)))
    return Card(tuple(shown), tuple(rows), instead=True)


def results(words: Words, community: Community, question: Question, poll: Poll, enough: int) -> Card:
    """The results, in words and drawn."""
    shown: list[Part] = [_title(question), *parts(words, community, poll, enough)]
    if poll.total:
        told = by_category(community, poll, enough)[:DRAWN_MAX]
        drawn = Image("png", charts.shares([poll.counts, *(counts for _, counts in told)]))
        shares = ", ".join(
            words("poll-alt-option", place=place, percent=percent(count, poll.total))
            for place, count in enumerate(poll.counts, 1)
        )
        shown.append(Picture(drawn.name, words("poll-alt", shares=shares), drawn.data))
        if told:
            plurals = ", ".join(_plural(words, community, key) for key, _ in told)
            shown.append(Small(words("poll-legend", plurals=plurals)))
    vote = (Button(words("button-poll-vote"), "booth", (question.id,)),) if question.takes_opinions else ()
    return Card(tuple(shown), ((*vote, _back(words, question)),))


def _title(question: Question) -> Title:
    return Title(f"#{question.number} {question.title}")


def _back(words: Words, question: Question) -> Button:
    return Button(words("button-show-all"), "page", (question.id,))


def _plural(words: Words, community: Community, key: str | None) -> str:
    category = community.category(key)
    return category.plural if category is not None else words("poll-others")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
