"""Communities with their categories and places, the badges that decide a category, what is remembered of a place, and
the one-time codes that link a place to a community.

A code is kept as its SHA-256 only, and only until it is used or has run out.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from bot.domain.communities import Category, Community, CommunityId, Place, PlaceId, PlaceKind
from storage.session import Session

_PLACE = "id, community_id, platform, address, title, kind, open"


class Communities:
    """See `bot.ports.store.Communities`. What is asked for by id and is not there raises LookupError."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, name: str, categories: Sequence[Category]) -> Community:
        """A new community with its categories, in their order."""
        community = CommunityId(self._session.new_id())
        self._session.run("INSERT INTO community (id, name) VALUES ($1, $2)", community, name)
        for position, each in enumerate(categories):
            self._session.run(
                "INSERT INTO category (community_id, key, position, singular, plural, emoji)"
                " VALUES ($1, $2, $3, $4, $5, $6)",
                *(community, each.key, position, each.singular, each.plural, each.emoji),
            )
        return Community(community, name, tuple(categories))

    def get(self, community: CommunityId) -> Community:
        """The community with this id."""
        row = self._session.row("SELECT name FROM community WHERE id = $1", community)
        if row is None:
            raise LookupError("there is no such community")
        return self._community(community, row[0])

    def on(self, platform: str) -> list[Community]:
        """Communities with an open place on this platform, by name."""
        rows = self._session.rows(
            "SELECT DISTINCT community.id, community.name"
            " FROM place JOIN community ON community.id = place.community_id"
            " WHERE place.platform = $1 AND place.open = 1 AND place.kind <> 'moderators'"
            " ORDER BY community.name, community.id",
            platform,
        )
        return [self._community(CommunityId(community), name) for community, name in rows]

    def add_place(self, community: CommunityId, platform: str, address: str, title: str, kind: PlaceKind) -> Place:
        """A new place, open. A place's address is on its platform once, in all communities together."""
        place = PlaceId(self._session.new_id())
        self._session.run(
            "INSERT INTO place (id, community_id, platform, address, title, kind, open)"
            " VALUES ($1, $2, $3, $4, $5, $6, 1)",
            *(place, community, platform, address, title, kind.value),
        )
        return Place(place, community, platform, address, title, kind, True)

    def place(self, place: PlaceId) -> Place:
        """The place with this id, open or closed."""
        row = self._session.row(f"SELECT {_PLACE} FROM place WHERE id = $1", place)
        if row is None:
            raise LookupError("there is no such place")
        return _place(row)

    def place_at(self, platform: str, address: str) -> Place | None:
        """The place at this address, open or closed."""
        row = self._session.row(f"SELECT {_PLACE} FROM place WHERE platform = $1 AND address = $2", platform, address)
        return None if row is None else _place(row)

    def worked_from(self, platform: str) -> list[Community]:
        """Communities that have their moderators' place on this platform and nothing else there, by name."""
        rows = self._session.rows(
            "SELECT DISTINCT community.id, community.name"
            " FROM place JOIN community ON community.id = place.community_id"
            " WHERE place.platform = $1 AND place.open = 1 AND place.kind = 'moderators' AND NOT EXISTS"
            " (SELECT 1 FROM place AS other WHERE other.community_id = community.id AND other.platform = $1"
            " AND other.kind <> 'moderators')"
            " ORDER BY community.name, community.id",
            platform,
        )
        return [self._community(CommunityId(community), name) for community, name in rows]

    def places(self, community: CommunityId) -> list[Place]:
        """All places where questions stand, closed ones too, oldest first."""
        return [each for each in self._all(community) if each.kind is not PlaceKind.MODERATORS]

    def moderators(self, community: CommunityId) -> list[Place]:
        """The places of its moderators, closed ones too, oldest first."""
        return [each for each in self._all(community) if each.kind is PlaceKind.MODERATORS]

    def _all(self, community: CommunityId) -> list[Place]:
        rows = self._session.rows(f"SELECT {_PLACE} FROM place WHERE community_id = $1 ORDER BY id", community)
        return [_place(row) for row in rows]

    def rules(self, community: CommunityId) -> Mapping[str, str]:
        """What moderators have set otherwise than the defaults: JSON by key."""
        return dict(self._session.rows("SELECT key, value FROM rule WHERE community_id = $1 ORDER BY key", community))

    def set_rule(self, community: CommunityId, key: str, value: str | None) -> None:
        """Sets one; None: the default again."""
        if value is None:
            self._session.run("DELETE FROM rule WHERE community_id = $1 AND key = $2", community, key)
            return
        self._session.run(
            "INSERT INTO rule (community_id, key, value) VALUES ($1, $2, $3)"
            " ON CONFLICT (community_id, key) DO UPDATE SET value = excluded.value",
            *(community, key, value),
        )

    def update_place(self, place: Place) -> None:
        """Writes address, title, kind and open."""
        self._session.run(
            "UPDATE place SET address = $2, title = $3, kind = $4, open = $5 WHERE id = $1",
            *(place.id, place.address, place.title, place.kind.value, int(place.open)),
        )

    def add_code(self, code: str, community: CommunityId, until: int) -> None:
        """Keeps a code that is good before `until`; codes that have run out go away."""
        self._session.run("DELETE FROM code WHERE until <= $1", self._session.now)
        self._session.run(
            "INSERT INTO code (hash, community_id, until) VALUES ($1, $2, $3)", _hash(code), community, until
        )

    def take_code(self, code: str) -> CommunityId | None:
        """The community of a code that still holds; the code is used up."""
        row = self._session.row("DELETE FROM code WHERE hash = $1 RETURNING community_id, until", _hash(code))
        return CommunityId(row[0]) if row is not None and row[1] > self._session.now else None

    def marks(self, place: PlaceId) -> Mapping[str, str]:
        """What an adapter remembers of a place, by key."""
        return dict(self._session.rows("SELECT key, value FROM mark WHERE place_id = $1 ORDER BY key", place))

    def set_mark(self, place: PlaceId, key: str, value: str) -> None:
        """Remembers it, instead of what was remembered under this key."""
        self._session.run(
            "INSERT INTO mark (place_id, key, value) VALUES ($1, $2, $3)"
            " ON CONFLICT (place_id, key) DO UPDATE SET value = excluded.value",
            *(place, key, value),
        )

    def badges(self, community: CommunityId, platform: str) -> Mapping[str, str]:
        """Which category's key a badge stands for, by the badge's id."""
        rows = self._session.rows(
            "SELECT badge, category FROM badge WHERE community_id = $1 AND platform = $2 ORDER BY badge",
            *(community, platform),
        )
        return dict(rows)

    def set_badge(self, community: CommunityId, platform: str, badge: str, category: str | None) -> None:
        """The badge stands for this category from now on; None: nothing is decided about it any more."""
        if category is None:
            self._session.run(
                "DELETE FROM badge WHERE community_id = $1 AND platform = $2 AND badge = $3",
                *(community, platform, badge),
            )
            return
        self._session.run(
            "INSERT INTO badge (community_id, platform, badge, category) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (community_id, platform, badge) DO UPDATE SET category = excluded.category",
            *(community, platform, badge, category),
        )

    def _community(self, community: CommunityId, name: str) -> Community:
        rows = self._session.rows(
            "SELECT key, singular, plural, emoji FROM category WHERE community_id = $1 ORDER BY position", community
        )
        return Community(community, name, tuple(Category(*row) for row in rows))


def _place(row: tuple[Any, ...]) -> Place:
    place, community, platform, address, title, kind, is_open = row
    return Place(PlaceId(place), CommunityId(community), platform, address, title, PlaceKind(kind), bool(is_open))


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
