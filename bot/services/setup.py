"""Setting up: a public chat becomes the place of a new community, or of one that exists, by a one-time code."""

import secrets
from dataclasses import replace

from bot.domain.communities import DEFAULT_CATEGORIES, Community, CommunityId, Place, PlaceKind, Survey
from bot.domain.errors import Refused
from bot.domain.limits import LINK_MINUTES
from bot.ports.store import Tx
from bot.services import appointments

_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without the letters and digits that people mistake for one another."""


def _check(survey: Survey) -> None:
    """The bot can work there."""
    if survey.lacking:
        raise Refused("right-lacking", right=survey.lacking[0])


def _moderates(survey: Survey) -> None:
    if not survey.moderator:
        raise Refused("moderators-only")


def must_manage(survey: Survey) -> None:
    """Refuses whoever may not change what the chat is set to."""
    if not survey.may_set_up:
        raise Refused("moderators-only" if survey.manager is None else "managers-only")


def set_up(tx: Tx, platform: str, address: str, survey: Survey) -> tuple[Community, bool]:
    """The community of this chat and whether it is new; made with the defaults where there was none."""
    must_manage(survey)
    _check(survey)
    place = tx.communities.place_at(platform, address)
    if place is not None:
        _refresh(tx, place, survey)
        return tx.communities.get(place.community_id), False
    community = tx.communities.add(survey.title, DEFAULT_CATEGORIES)
    tx.communities.add_place(community.id, platform, address, survey.title, survey.kind)
    appointments.weekly(tx, community.id)
    return community, True


def code(tx: Tx, platform: str, address: str, survey: Survey) -> str:
    """A one-time code that lets another chat join this chat's community within 10 minutes."""
    _moderates(survey)
    place = tx.communities.place_at(platform, address)
    if place is None:
        raise Refused("not-set-up")
    made = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    tx.communities.add_code(made, place.community_id, tx.now + LINK_MINUTES * 60_000)
    return made


def link(tx: Tx, platform: str, address: str, survey: Survey, code: str) -> Community:
    """Makes this chat a place of the community that the code is of."""
    _moderates(survey)
    _check(survey)
    if tx.communities.place_at(platform, address) is not None:
        raise Refused("already-a-place")
    community = tx.communities.take_code(code.strip().upper())
    if community is None:
        raise Refused("code-wrong")
    tx.communities.add_place(community, platform, address, survey.title, survey.kind)
    return tx.communities.get(community)


def for_moderators(tx: Tx, community: CommunityId, platform: str, address: str, survey: Survey) -> None:
    """Makes this chat the place where moderators are told what waits for them, instead of the one before it."""
    _moderates(survey)
    _check(survey)
    there = tx.communities.place_at(platform, address)
    if there is not None and (there.community_id != community or there.kind is not PlaceKind.MODERATORS):
        raise Refused("already-a-place")
    for place in tx.communities.moderators(community):
        if place != there and place.open:
            tx.communities.update_place(replace(place, open=False))
    if there is None:
        tx.communities.add_place(community, platform, address, survey.title, PlaceKind.MODERATORS)
    else:
        tx.communities.update_place(replace(there, title=survey.title, open=True))


def link_moderators(tx: Tx, platform: str, address: str, survey: Survey, code: str) -> CommunityId:
    """The same by a code, for a chat on another platform or in another group."""
    community = tx.communities.take_code(code.strip().upper())
    if community is None:
        raise Refused("code-wrong")
    for_moderators(tx, community, platform, address, survey)
    return community


def _replaced(tx: Tx, place: Place) -> bool:
    """Whether moderators are told elsewhere by now."""
    others = tx.communities.moderators(place.community_id) if place.kind is PlaceKind.MODERATORS else []
    return any(each.open and each.id != place.id for each in others)


def _refresh(tx: Tx, place: Place, survey: Survey) -> None:
    if place.kind is PlaceKind.MODERATORS:
        raise Refused("already-a-place")
    tx.communities.update_place(replace(place, title=survey.title, kind=survey.kind, open=True))
    tx.outbox.revive(place.id)


def move(tx: Tx, platform: str, address: str, to: str) -> None:
    """The chat has a new address, and its messages have other ids there."""
    place = tx.communities.place_at(platform, address)
    if place is None or tx.communities.place_at(platform, to) is not None:
        return
    tx.communities.update_place(replace(place, address=to))
    tx.receipts.drop_place(place.id)
    tx.outbox.revive(place.id)


def presence(tx: Tx, platform: str, address: str, *, inside: bool) -> None:
    """The bot was taken out of a chat, or is in it, perhaps with other rights: then what failed goes again.

    A chat that was the moderators' place before another took over does not become it again: others may be in it now.
    """
    place = tx.communities.place_at(platform, address)
    if place is None or (inside and _replaced(tx, place)):
        return
    tx.communities.update_place(replace(place, open=inside))
    if inside:
        tx.outbox.revive(place.id)
