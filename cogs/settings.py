"""Settings: what a community is set to, for its moderators, and which badge (a role on Discord) decides a category."""

from bot.cards import Card, Say
from bot.cog import Answer, Call, Cog
from bot.domain.communities import Community
from bot.domain.errors import Refused
from bot.services import categories, setup
from bot.views import settings as views

cog = Cog("settings")

ROLE = "role"


@cog.command("settings", survey=True, private=False, public=True)
def settings(call: Call, words: str) -> Answer:
    """Shows the settings. ``role <badge id> <category>`` has a badge decide it, ``role <badge id>`` takes that back."""
    community = call.tx.communities.get(call.place().community_id)
    if call.survey is None or not call.survey.moderator:
        raise Refused("moderators-only")
    what, _, rest = words.strip().partition(" ")
    if what.casefold() == ROLE:
        setup.must_manage(call.survey)
        badge, _, category = rest.strip().partition(" ")
        return _role(call, community, badge, category.strip())
    mapped = call.tx.communities.badges(community.id, call.where.platform)
    return views.settings(call.words, community, call.survey.badges, mapped)


def _role(call: Call, community: Community, badge: str, named: str) -> Answer:
    """Changes what one badge decides."""
    badges = call.survey.badges if call.survey is not None else ()
    found = next((each for each in badges if each.id == badge), None)
    if found is None:
        raise Refused("badge-unknown")
    category = categories.decide(call.tx, community, call.where.platform, found.id, named)
    if category is None:
        return Card((Say(call.words("settings-badge-cleared", badge=found.name)),))
    return Card((Say(call.words("settings-badge-set", badge=found.name, category=category.singular)),))
