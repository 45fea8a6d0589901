"""What stands, as Discord's JSON: the shapes that the HTTP API answers with and the gateway sends.

The gateway's shapes are the HTTP ones with a few fields more; without the message-content intent a message of a server
that neither is the bot's nor mentions it arrives empty.
"""

from __future__ import annotations

import copy

from tests.fakes.discord import model
from tests.fakes.discord.model import Channel, Guild, Json, Member, Message, Role, User

AVAILABLE = 0
EVERYTHING = (1 << 53) - 1


def user(each: User) -> Json:
    raw: Json = {
        "id": str(each.id),
        "username": each.username,
        "global_name": each.global_name,
        "discriminator": "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    return {**raw, "bot": True} if each.bot else raw


def member(each: Member, *, named: bool = True) -> Json:
    raw: Json = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": each.joined,
        "nick": None,
        "pending": False,
        "premium_since": None,
        "roles": [str(role) for role in each.roles],
        "mute": False,
        "deaf": False,
    }
    return {**raw, "user": user(each.user)} if named else raw


def role(each: Role) -> Json:
    return {
        "id": str(each.id),
        "name": each.name,
        "permissions": str(each.permissions),
        "position": each.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel(each: Channel) -> Json:
    """A channel of a server, a thread or a DM."""
    last = None if each.last_message_id is None else str(each.last_message_id)
    raw: Json = {"id": str(each.id), "type": each.type, "flags": 0, "last_message_id": last}
    if each.person is not None:
        return {**raw, "recipients": [user(each.person)]}
    assert each.guild is not None
    raw |= {"guild_id": str(each.guild.id), "name": each.name, "rate_limit_per_user": 0}
    if each.parent is not None:
        return {**raw, **_thread(each, each.parent)}
    raw |= {"position": list(each.guild.channels).index(each.id), "parent_id": None}
    raw |= {"permission_overwrites": [], "nsfw": False, "topic": None, "default_auto_archive_duration": 1440}
    if each.type == model.FORUM:
        raw |= {"available_tags": [], "default_reaction_emoji": None, "default_sort_order": None}
        raw |= {"default_forum_layout": 0}
    return raw


def _thread(each: Channel, parent: Channel) -> Json:
    assert each.owner is not None
    said = len(each.visible)
    return {
        "parent_id": str(parent.id),
        "owner_id": str(each.owner.id),
        "message_count": said,
        "total_message_sent": said,
        "member_count": 1,
        "applied_tags": [str(tag) for tag in each.tags],
        "thread_metadata": {
            "archived": each.archived,
            "archive_timestamp": each.archived_at,
            "auto_archive_duration": 1440,
            "locked": each.locked,
        },
    }


def joined(thread: Channel, who: User) -> Json:
    """That somebody is in a thread."""
    return {"id": str(thread.id), "user_id": str(who.id), "join_timestamp": thread.archived_at, "flags": 0}


def guild(each: Guild, *, full: bool = False, me: User | None = None) -> Json:
    """A server; `full` as GUILD_CREATE tells it, with its channels, open threads and the bot as a member."""
    nothing = dict.fromkeys(
        (
            *("icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id"),
            *("afk_channel_id", "system_channel_id", "widget_channel_id", "max_presences", "vanity_url_code"),
            *("rules_channel_id", "safety_alerts_channel_id", "public_updates_channel_id", "incidents_data"),
        )
    )
    none = dict.fromkeys(
        (
            *("system_channel_flags", "verification_level", "default_message_notifications", "mfa_level"),
            *("explicit_content_filter", "premium_tier", "premium_subscription_count", "nsfw_level"),
        ),
        0,
    )
    raw: Json = {"id": str(each.id), "name": each.name, "owner_id": str(each.owner.id), **nothing, **none}
    raw |= {"features": [], "emojis": [], "stickers": [], "region": "deprecated", "preferred_locale": "en-US"}
    raw |= {"afk_timeout": 300, "max_members": 500_000, "max_video_channel_users": 25}
    raw |= {"max_stage_video_channel_users": 50, "widget_enabled": False, "premium_progress_bar_enabled": False}
    raw |= {"nsfw": False, "roles": [role(found) for found in each.roles.values()]}
    if not full:
        return raw
    assert me is not None
    open_threads = [found for found in each.threads.values() if not found.archived]
    return {
        **raw,
        "joined_at": each.members[me.id].joined,
        "large": False,
        "unavailable": False,
        "member_count": len(each.members),
        "members": [member(each.members[me.id])],
        "channels": [channel(found) for found in each.channels.values()],
        "threads": [channel(found) for found in open_threads],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def message(each: Message, *, quoted: bool = True, readable: bool = True, me: User | None = None) -> Json:
    """A message. Without `readable`, one of a server that is not meant for `me` has no words and no components."""
    raw: Json = {
        "id": str(each.id),
        "channel_id": str(each.channel.id),
        "type": each.type,
        "content": each.content,
        "author": user(each.author),
        "mentions": [user(found) for found in each.mentions],
        "mention_roles": [],
        "mention_everyone": False,
        "attachments": [],
        "embeds": [],
        "components": copy.deepcopy(each.components),
        "timestamp": model.moment(((each.id >> 22) + model.EPOCH_MS) / 1000),
        "edited_timestamp": each.edited,
        "flags": each.flags,
        "pinned": False,
        "tts": False,
    }
    if each.webhook_id is not None:
        raw |= {"webhook_id": str(each.webhook_id), "application_id": str(each.webhook_id)}
    if each.interaction is not None:
        raw["interaction_metadata"] = each.interaction
    if each.nonce is not None:
        raw["nonce"] = each.nonce
    if each.answers is not None:
        told = each.answers
        raw["message_reference"] = {"type": 0, "channel_id": str(told.channel.id), "message_id": str(told.id)}
        if each.channel.guild is not None:
            raw["message_reference"]["guild_id"] = str(each.channel.guild.id)
        if quoted and each.type == model.REPLY:
            gone = told.deleted
            raw["referenced_message"] = None if gone else message(told, quoted=False, readable=readable, me=me)
    if not readable and me is not None and each.channel.guild is not None and not _meant_for(each, me):
        raw |= {"content": "", "components": [], "embeds": [], "attachments": []}
    return raw


def _meant_for(each: Message, me: User) -> bool:
    return each.author is me or me in each.mentions
