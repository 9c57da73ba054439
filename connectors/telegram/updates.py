"""What arrives from Telegram, narrowed to what it is for us.

Kinds of updates: https://core.telegram.org/bots/api#update
"""

import re
from dataclasses import dataclass

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update

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
    "photo": "photo",
    "document": "document",
    "location": "location",
    "venue": "location",
    "contact": "contact",
    "story": "other",
    "poll": "other",
    "game": "other",
    "invoice": "other",
}


@dataclass(frozen=True)
class Said:
    """A text of hers; ``id`` is unique within the chat, an edited text is a new one."""

    chat: str
    id: str
    text: str
    language: str | None


@dataclass(frozen=True)
class Commanded:
    """A command such as ``/help``, without the stroke."""

    chat: str
    id: str
    name: str
    language: str | None


@dataclass(frozen=True)
class Tapped:
    """A button of ours; ``query`` is to be answered so that her screen stops waiting."""

    chat: str
    id: str
    data: str | None
    language: str | None


@dataclass(frozen=True)
class Unreadable:
    """A photo, a voice note ...: ``kind`` is our word for it, ``caption`` her words beside it."""

    chat: str
    id: str
    kind: str
    caption: str
    language: str | None


@dataclass(frozen=True)
class Membership:
    """She blocked the bot (``blocked``) or took it back."""

    chat: str
    blocked: bool


@dataclass(frozen=True)
class Crowd:
    """A group or channel: nobody's words are for us there, and ours are not for them."""

    chat: str


@dataclass(frozen=True)
class Nothing:
    """What has no meaning here: acknowledged and counted."""

    kind: str


Arrival = Said | Commanded | Tapped | Unreadable | Membership | Crowd | Nothing


def narrow(update: Update) -> Arrival:
    """What this update is for us; never raises."""
    if update.effective_chat and update.effective_chat.type != "private":
        return Crowd(str(update.effective_chat.id))
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
    return Nothing("update")


def _message(message: Message, external_id: str) -> Arrival:
    chat = str(message.chat.id)
    language = message.from_user.language_code if message.from_user else None
    if message.text:
        if command := _COMMAND.match(message.text):
            return Commanded(chat, external_id, command[1].lower(), language)
        return Said(chat, external_id, message.text, language)
    for attribute, kind in _UNREADABLE.items():
        if getattr(message, attribute, None):
            return Unreadable(chat, external_id, kind, message.caption or "", language)
    return Nothing("message")


def _tap(query: CallbackQuery) -> Arrival:
    chat = str(query.from_user.id)  # in a private chat the chat's id is hers
    return Tapped(chat, query.id, query.data, query.from_user.language_code)


def _membership(changed: ChatMemberUpdated) -> Membership:
    blocked = changed.new_chat_member.status in {"kicked", "left"}
    return Membership(str(changed.chat.id), blocked)
