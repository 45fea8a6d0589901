"""Whether the bot can work on Telegram: its token, what it hears, how updates reach it, and its rights in each group.

Only `getMe`, `getWebhookInfo`, `getChat` and `getChatMember` are called: none of them takes an update away from a bot
that runs.
"""

from collections.abc import Sequence

from telegram import Bot, ChatMember, ChatMemberAdministrator, WebhookInfo
from telegram.constants import ChatMemberStatus
from telegram.error import InvalidToken, TelegramError

from bot.domain.communities import Place, PlaceKind
from bot.platforms.telegram.errors import WrongToken, translated, translating
from bot.platforms.telegram.events import NAME
from bot.platforms.telegram.request import AiohttpRequest
from bot.ports.checkup import Finding, Mark, fine, hint, named, wrong
from bot.ports.platform import ChatMoved, PlatformError, Refusal

_IN = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER, ChatMemberStatus.RESTRICTED)
_TROUBLE_MAX = 120
"""Characters of what Telegram says about a webhook that fails; it names no address and nobody."""


class TelegramCheckup:
    """See `bot.ports.checkup.Checkup`."""

    name = NAME

    def __init__(self, token: str, api_url: str, webhook_url: str | None) -> None:
        """The settings of these names."""
        self._token = token
        self._api_url = api_url.rstrip("/")
        self._webhook_url = webhook_url

    async def look(self, places: Sequence[Place]) -> list[Finding]:
        """See `Checkup.look`."""
        found: list[Finding] = []
        request = AiohttpRequest()
        try:
            bot = Bot(self._token, base_url=f"{self._api_url}/bot", request=request, get_updates_request=request)
        except InvalidToken:
            return [wrong(str(WrongToken()))]
        try:
            await self._look(bot, places, found)
        except WrongToken as problem:
            found.append(wrong(str(problem)))
        except PlatformError:
            found.append(
                wrong("it can't be reached at the moment, or asks for patience: please try again in a minute.")
            )
        finally:
            await bot.shutdown()
        return found

    async def _look(self, bot: Bot, places: Sequence[Place], found: list[Finding]) -> None:
        try:
            await bot.initialize()
        except InvalidToken:
            raise WrongToken from None
        except TelegramError as error:
            raise translated(error, repeatable=True) from None
        found.append(fine("the token is right."))
        with translating(repeatable=True):
            found.append(_webhook(await bot.get_webhook_info(), self._webhook_url))
        admin_everywhere = bool(places)
        for place in places:
            seen, admin = await _place(bot, place)
            found += seen
            admin_everywhere &= admin
        found.append(_hearing(bool(bot.bot.can_read_all_group_messages), admin_everywhere))
        if not places:
            found.append(hint("no group is set up yet: add the bot to one, make it an administrator and send /setup."))


def _webhook(stands: WebhookInfo, wanted: str | None) -> Finding:
    """How updates reach the bot, and how they should. The addresses may hold a secret and are not told."""
    if wanted is None:
        if stands.url:
            return hint(
                "a webhook is set there, though telegram.webhook_url is not: `agony-aunt run` takes it away. If it "
                "comes back, another program uses this token."
            )
        return fine("no webhook is set; the bot asks for updates by itself.")
    if stands.url != wanted:
        return hint("the webhook of telegram.webhook_url is not set there: `agony-aunt run` sets it.")
    if stands.last_error_message and stands.pending_update_count:
        trouble = "".join(each for each in stands.last_error_message if each.isprintable())[:_TROUBLE_MAX]
        return wrong(
            f"updates wait ({stands.pending_update_count}), because Telegram does not get through to "
            f"telegram.webhook_url: {trouble}. Is the bot running, and its address open to the world?"
        )
    return fine("the webhook of telegram.webhook_url is set.")


def _hearing(reads_all: bool, admin_everywhere: bool) -> Finding:
    """Privacy mode (https://core.telegram.org/bots/features#privacy-mode)."""
    if reads_all:
        return fine("privacy mode is off: the bot hears what is written in its groups.")
    if admin_everywhere:
        return fine("privacy mode is on, but administrators hear everything, and the bot is one in every group.")
    return hint(
        "privacy mode is on: where the bot is no administrator, it hears commands and replies to it only. Make it an "
        "administrator there; or send /setprivacy to @BotFather, choose “Disable”, and add the bot to the group again."
    )


async def _place(bot: Bot, place: Place) -> tuple[list[Finding], bool]:
    """What is to be said of a group, and whether the bot is an administrator there."""
    name = named(place)
    try:
        with translating(repeatable=True):
            chat = await bot.get_chat(int(place.address))
            us = await bot.get_chat_member(int(place.address), bot.id)
    except ChatMoved:
        return [hint(f"{name} has become a supergroup; the bot follows when it next posts there.")], False
    except Refusal:
        return [_gone(name)], False
    if us.status not in _IN:
        return [_gone(name)], False
    found = [*_rights(name, us, forum=bool(chat.is_forum)), *_topics(name, place.kind, forum=bool(chat.is_forum))]
    if all(each.mark is not Mark.WRONG for each in found):
        found.insert(0, fine(f"{name}: the bot is an administrator and may do what it needs."))
    return found, isinstance(us, ChatMemberAdministrator)


def _gone(name: str) -> Finding:
    return wrong(f"{name}: the bot is not in that group any more: add it, make it an administrator and send /setup.")


def _rights(name: str, us: ChatMember, *, forum: bool) -> list[Finding]:
    """What the bot may not do in a group."""
    if not isinstance(us, ChatMemberAdministrator):
        return [wrong(f"{name}: the bot is no administrator there: please make it one.")]
    found = []
    if forum and not us.can_manage_topics:
        found.append(wrong(f"{name}: the bot lacks the right “Manage topics”: please give it that."))
    if not us.can_delete_messages:
        found.append(
            hint(f"{name}: without the right “Delete messages” the bot can't delete what it posted over 48 hours ago.")
        )
    return found


def _topics(name: str, kind: PlaceKind, *, forum: bool) -> list[Finding]:
    """Whether the group still is what it was set up as."""
    if kind is PlaceKind.FORUM and not forum:
        return [wrong(f"{name}: topics were switched off: switch them on, or send /setup there once more.")]
    if kind is PlaceKind.GROUP and forum:
        return [hint(f"{name}: topics were switched on; with /setup once more every question gets its own.")]
    return []
