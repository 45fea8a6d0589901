"""Settings: what a community is set to, for its moderators, and which badge (a role on Discord) decides a category."""

from dataclasses import dataclass

from bot.cards import Card, Say
from bot.cog import Answer, Begin, Call, Cog, Form, kept, paragraph
from bot.domain.communities import Community
from bot.domain.errors import Refused
from bot.domain.moderation import RESOURCES_MAX
from bot.ports.records import OpenForm
from bot.ports.store import Tx
from bot.services import categories, naming, rules, setup, shelving
from bot.views import rules as ruled
from bot.views import settings as views
from bot.words import Words

cog = Cog("settings")

ROLE = "role"
PATTERNS, RESOURCES = "patterns", "resources"
LIST_MAX = 4_000
"""Characters of the entries that are sent at once."""


@dataclass(frozen=True)
class WordList(Form):
    """Entries of a list of words to add, or to take away. Its subject is the community."""

    name: str = kept()
    entries: str = paragraph(rules.check_entries, LIST_MAX)

    @classmethod
    def note(cls, tx: Tx, words: Words, form: OpenForm) -> str | None:
        """Which of the lists it is."""
        return ruled.called(words, form.filled["name"])


@dataclass(frozen=True)
class PatternList(Form):
    """The same of patterns, which are tried before they are taken."""

    name: str = kept()
    entries: str = paragraph(rules.check_patterns, LIST_MAX)


@dataclass(frozen=True)
class HelpText(Form):
    """Where somebody in a crisis finds help, in the community's words."""

    text: str = paragraph(str.strip, RESOURCES_MAX)


@cog.command("settings", survey=True, public=True, moderators=True)
def settings(call: Call, words: str) -> Answer:
    """Shows the settings. ``role <badge id> <category>`` has a badge decide it, ``role <badge id>`` takes that back."""
    if call.where.place is None:
        mine = naming.moderated(call.tx, call.caller, call.where)
        if len(mine) > 1:
            return views.which(call.words, mine)
        return show(call, mine[0].id)
    community = call.tx.communities.get(call.place().community_id)
    if call.survey is None or not call.survey.moderator:
        raise Refused("moderators-only")
    call.must_moderate(community.id)  # who has the say in the moderators' chat alone does not
    what, _, rest = words.strip().partition(" ")
    if what.casefold() == ROLE:
        setup.must_manage(call.survey)
        badge, _, category = rest.strip().partition(" ")
        return _role(call, community, badge, category.strip())
    mapped = call.tx.communities.badges(community.id, call.where.platform)
    return views.settings(call.words, community, call.survey.badges, mapped, rules.of(call.tx, community.id))


@cog.pressed("settings")
def show(call: Call, community: int) -> Answer:
    """All settings of a community."""
    found = _moderated(call, community)
    return views.settings(call.words, found, (), {}, rules.of(call.tx, found.id))


@cog.pressed("setting")
def one(call: Call, community: int, name: str) -> Answer:
    """One setting, and what it can be set to."""
    return _one(call, _moderated(call, community), name)


@cog.pressed("set")
def choose(call: Call, community: int, name: str, value: str) -> Answer:
    """It is set to one of a few values."""
    found = _moderated(call, community)
    rules.choose(call.tx, found.id, name, value)
    return _changed(call, found, name, value)


@cog.pressed("setting-clear")
def clear(call: Call, community: int, name: str) -> Answer:
    """It is as if nobody had ever changed it."""
    found = _moderated(call, community)
    rules.clear(call.tx, found.id, name)
    return _changed(call, found, name, "")


@cog.pressed("setting-change")
def change(call: Call, community: int, name: str) -> Answer:
    """Asks for the entries of a list, or for a text."""
    found = _moderated(call, community)
    if name == RESOURCES:
        return Begin(HelpText, subject=found.id)
    if name not in rules.LISTS:
        raise Refused("button-old")
    return Begin(PatternList if name == PATTERNS else WordList, subject=found.id, preset={"name": name})


@cog.submitted(WordList)
def change_words(call: Call, filled: WordList) -> Answer:
    """The entries are there."""
    return _change_list(call, filled.name, filled.entries)


@cog.submitted(PatternList)
def change_patterns(call: Call, filled: PatternList) -> Answer:
    """The same of patterns."""
    return _change_list(call, filled.name, filled.entries)


@cog.submitted(HelpText)
def change_help(call: Call, filled: HelpText) -> Answer:
    """The text is there."""
    found = _of_form(call)
    rules.set_resources(call.tx, found.id, filled.text)
    return _changed(call, found, RESOURCES, "")


def _change_list(call: Call, name: str, entries: str) -> Answer:
    found = _of_form(call)
    rules.change(call.tx, found.id, name, entries)
    return _changed(call, found, name, "")


def _of_form(call: Call) -> Community:
    form = call.tx.forms.get(call.form) if call.form is not None else None
    if form is None:
        raise Refused("form-gone")
    return _moderated(call, form.subject or 0)


def _moderated(call: Call, community: int) -> Community:
    """The community, for its moderators."""
    return naming.chosen(call.tx, call.caller, call.where, community)


def _changed(call: Call, community: Community, name: str, value: str) -> Answer:
    """Written down for the other moderators, and shown. What a list holds is no business of the audit's."""
    call.tx.audit.add(community.id, call.caller.name, "setting", name, 0, value)
    shelving.relearn(call.tx, community.id)
    return _one(call, community, name)


def _one(call: Call, community: Community, name: str) -> Answer:
    if name not in ruled.NAMES:
        raise Refused("button-old")
    return ruled.one(call.words, community, rules.of(call.tx, community.id), name)


def _role(call: Call, community: Community, badge: str, named: str) -> Answer:
    """Changes what one badge decides."""
    badges = call.survey.badges if call.survey is not None else ()
    found = next((each for each in badges if each.id == badge), None)
    if found is None:
        raise Refused("badge-unknown")
    category = categories.decide(call.tx, community, call.where.platform, found.id, named)
    told = " · ".join((ROLE, found.name, category.singular if category is not None else "-"))
    call.tx.audit.add(community.id, call.caller.name, "setting", ROLE, 0, told)
    if category is None:
        return Card((Say(call.words("settings-badge-cleared", badge=found.name)),))
    return Card((Say(call.words("settings-badge-set", badge=found.name, category=category.singular)),))
