"""Methods that ask about chats, members and files, and the one that leaves."""

from __future__ import annotations

from tests.fakes.telegram.api import Request, find_chat, method
from tests.fakes.telegram.errors import bad, forbidden
from tests.fakes.telegram.model import PERMISSIONS, Chat, Json, Member
from tests.fakes.telegram.posting import change_member, show

MAX_DOWNLOAD = 20 * 1024 * 1024


@method("getChat")
def get_chat(request: Request) -> Json:
    chat = _readable(request)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    raw = {
        **chat.raw(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }
    if chat.person is None:
        raw["permissions"] = {name: chat.open_to_write and name.startswith("can_send") for name in PERMISSIONS}
    pinned = chat.find(chat.pinned[-1]) if chat.pinned else None
    if pinned is not None:
        raw["pinned_message"] = show(pinned, nested=False)
    return raw


@method("getChatMember")
def get_chat_member(request: Request) -> Json:
    chat, user = _readable(request), request.state.users.get(request.get("user_id"))
    if user is None:
        raise bad("invalid user_id specified")
    if chat.person is not None:
        if user.id not in (chat.id, request.state.bot.id):
            raise bad("PARTICIPANT_ID_INVALID")
        return Member(user).raw()
    return (chat.member(user.id) or Member(user, "left")).raw()


@method("getChatAdministrators")
def get_chat_administrators(request: Request) -> list[Json]:
    chat = _readable(request)
    if chat.person is not None:
        raise bad("there are no administrators in the private chat")
    bots = bool(request.get("return_bots"))
    return [member.raw() for member in chat.members.values() if member.is_admin and (bots or not member.user.is_bot)]


@method("getChatMemberCount")
def get_chat_member_count(request: Request) -> int:
    chat = _readable(request)
    return 2 if chat.person else sum(member.inside for member in chat.members.values())


@method("leaveChat")
def leave_chat(request: Request) -> bool:
    chat = request.chat()
    if chat.person is not None:
        raise bad("chat member status can't be changed in private chats")
    change_member(request.state, chat, request.state.bot, Member(request.state.bot, "left"))
    return True


@method("getFile")
def get_file(request: Request) -> Json:
    file = request.state.files.get(str(request.get("file_id")))
    if file is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > MAX_DOWNLOAD:
        raise bad("file is too big")
    return {**file.raw(), "file_path": file.path}


def _readable(request: Request) -> Chat:
    """A chat the bot may ask about: a known person's, or a group it is in."""
    chat = find_chat(request.state, request.get("chat_id"))
    if chat.person is not None:
        if not chat.person.started:
            raise bad("chat not found")
        return chat
    own = chat.member(request.state.bot.id)
    if own is None or not own.inside:
        kicked = own is not None and own.status == "kicked"
        raise forbidden(f"bot {'was kicked from' if kicked else 'is not a member of'} the {chat.kind} chat")
    return chat
