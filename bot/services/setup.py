"""Setting up: a public chat becomes the place of a new community, or of one that exists, by a one-time code."""

import secrets
from dataclasses import replace

from bot.domain.communities import DEFAULT_CATEGORIES, Community, Place, Survey
from bot.domain.errors import Refused
from bot.domain.limits import LINK_MINUTES
from bot.ports.store import Tx

_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without the letters and digits that people mistake for one another."""


def _check(survey: Survey) -> None:
    if not survey.moderator:
        raise Refused("moderators-only")
    if survey.lacking:
        raise Refused("right-lacking", right=survey.lacking[0])


def set_up(tx: Tx, platform: str, address: str, survey: Survey) -> tuple[Community, bool]:
    """The community of this chat and whether it is new; made with the defaults where there was none."""
    _check(survey)
    place = tx.communities.place_at(platform, address)
    if place is not None:
        _refresh(tx, place, survey)
        return tx.communities.get(place.community_id), False
    community = tx.communities.add(survey.title, DEFAULT_CATEGORIES)
    tx.communities.add_place(community.id, platform, address, survey.title, survey.kind)
    return community, True


def code(tx: Tx, platform: str, address: str, survey: Survey) -> str:
    """A one-time code that lets another chat join this chat's community within 10 minutes."""
    if not survey.moderator:
        raise Refused("moderators-only")
    place = tx.communities.place_at(platform, address)
    if place is None:
        raise Refused("not-set-up")
    made = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    tx.communities.add_code(made, place.community_id, tx.now + LINK_MINUTES * 60_000)
    return made


def link(tx: Tx, platform: str, address: str, survey: Survey, code: str) -> Community:
    """Makes this chat a place of the community that the code is of."""
    _check(survey)
    if tx.communities.place_at(platform, address) is not None:
        raise Refused("already-a-place")
    community = tx.communities.take_code(code.strip().upper())
    if community is None:
        raise Refused("code-wrong")
    tx.communities.add_place(community, platform, address, survey.title, survey.kind)
    return tx.communities.get(community)


def _refresh(tx: Tx, place: Place, survey: Survey) -> None:
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
    """The bot was taken out of a chat, or is in it, perhaps with other rights: then what failed goes again."""
    place = tx.communities.place_at(platform, address)
    if place is None:
        return
    tx.communities.update_place(replace(place, open=inside))
    if inside:
        tx.outbox.revive(place.id)
