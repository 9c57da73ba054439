"""What arrives from Telegram, narrowed to what it is for us.

Kinds of updates: https://core.telegram.org/bots/api#update
"""

import re
from dataclasses import dataclass

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update

from counselling.attachments.attachment import Looks

# Asked for from Telegram; everything else never comes.
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post")
_COMMAND = re.compile(r"/([a-z_]{1,32})(?:@\w+)?(?:\s|$)", re.IGNORECASE)
# The attributes of a message that carry something we cannot read, and our word for it.
_UNREADABLE = {
    "voice": "voice",
    "audio": "voice",
    "video_note": "video",
    "video": "video",
    "animation": "sticker",
    "sticker": "sticker",
    "dice": "sticker",
    "location": "location",
    "venue": "location",
    "contact": "contact",
    "story": "other",
    "poll": "other",
    "game": "other",
    "invoice": "other",
}
_GONE = {"kicked", "left", "restricted"}


@dataclass(frozen=True)
class Said:
    """A text of hers; ``id`` is unique within the chat, an edited text is a new one."""

    chat: int
    id: str
    message_id: int
    text: str
    language: str | None


@dataclass(frozen=True)
class Commanded:
    """A command such as ``/help``, without the stroke; ``text`` is all she wrote."""

    chat: int
    id: str
    message_id: int
    name: str
    text: str
    language: str | None


@dataclass(frozen=True)
class Tapped:
    """A button; ``id`` is to be answered so that her screen stops waiting."""

    chat: int
    id: str
    data: str | None
    language: str | None


@dataclass(frozen=True)
class Filed:
    """A photo or document; ``id`` is that of her words beside it, ``size`` in bytes.

    ``unique_id`` names the file itself: an edited caption leaves it as it was.
    """

    chat: int
    id: str
    message_id: int
    file_id: str
    unique_id: str
    looks: Looks
    name: str
    size: int | None
    caption: str
    language: str | None


@dataclass(frozen=True)
class Unreadable:
    """A voice note ...: ``kind`` is our word for it, ``caption`` her words beside it."""

    chat: int
    id: str
    message_id: int
    kind: str
    caption: str
    language: str | None


@dataclass(frozen=True)
class Membership:
    """She blocked the bot (``blocked``) or took it back."""

    chat: int
    blocked: bool


@dataclass(frozen=True)
class Crowd:
    """A group or channel: nobody's words are for us there, and ours are not for them."""

    chat: int
    gone: bool


@dataclass(frozen=True)
class Nothing:
    """What has no meaning here: acknowledged and counted."""

    chat: int = 0


Arrival = Said | Commanded | Tapped | Filed | Unreadable | Membership | Crowd | Nothing


def narrow(update: Update) -> Arrival:
    """What this update is for us."""
    if update.effective_chat and update.effective_chat.type != "private":
        changed = update.my_chat_member
        gone = bool(changed and changed.new_chat_member.status in _GONE)
        return Crowd(update.effective_chat.id, gone)
    if update.callback_query:
        return _tap(update.callback_query)
    if update.message:
        return _message(update.message, f"m{update.message.message_id}")
    if update.edited_message:
        edited = update.edited_message
        when = int(edited.edit_date.timestamp()) if edited.edit_date else 0
        return _message(edited, f"e{edited.message_id}.{when}")
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    return Nothing()


def _message(message: Message, external_id: str) -> Arrival:
    chat, number, author = message.chat.id, message.message_id, message.from_user
    if author is None or author.is_bot:
        return Nothing(chat)
    language = author.language_code
    if message.text:
        if command := _COMMAND.match(message.text):
            name = command[1].lower()
            return Commanded(chat, external_id, number, name, message.text, language)
        return Said(chat, external_id, number, message.text, language)
    for attribute, kind in _UNREADABLE.items():
        if getattr(message, attribute, None):
            return Unreadable(chat, external_id, number, kind, message.caption or "", language)
    if message.photo or message.document:
        return _filed(message, external_id, language)
    return Nothing(chat)  # a pinned message, a changed timer ...: Telegram's own notes


def _filed(message: Message, external_id: str, language: str | None) -> Filed:
    """Of a photo there are several sizes: the largest."""
    document = message.document
    file = document or max(message.photo, key=lambda size: size.width * size.height)
    mime = (document.mime_type if document else None) or ""
    return Filed(
        message.chat.id,
        external_id,
        message.message_id,
        file.file_id,
        file.file_unique_id,
        "photo" if document is None or mime.startswith("image/") else "file",
        (document.file_name if document else None) or "",
        file.file_size,
        message.caption or "",
        language,
    )


def _tap(query: CallbackQuery) -> Arrival:
    user = query.from_user  # in a private chat the chat's number is hers
    return Tapped(user.id, query.id, query.data, user.language_code)


def _membership(changed: ChatMemberUpdated) -> Membership:
    return Membership(changed.chat.id, changed.new_chat_member.status in _GONE)
