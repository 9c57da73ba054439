"""What arrives from Telegram, narrowed to what it is for us.

Kinds of updates: https://core.telegram.org/bots/api#update
"""

import re
from dataclasses import dataclass

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update

from connectors.messaging.arrivals import Arrival, Delivery, Filed, Left, Said, Tapped, Unreadable
from connectors.messaging.buttons import button_of
from connectors.messaging.handing_in import COMMANDS

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
class AskedNumber(Arrival):
    """A counsellor wants to know the number of her chat, for duty.yml."""


@dataclass(frozen=True)
class Crowd(Arrival):
    """A group or channel: nobody's words are for us there, and ours are not for them."""

    gone: bool


def delivery(update: Update) -> Delivery:
    """One update as the intake takes it."""
    return Delivery(str(update.update_id), narrow(update))


def narrow(update: Update) -> Arrival:
    """What this update is for us."""
    if update.effective_chat and update.effective_chat.type != "private":
        changed = update.my_chat_member
        gone = bool(changed and changed.new_chat_member.status in _GONE)
        return Crowd(str(update.effective_chat.id), gone)
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
    return Arrival("")


def _message(message: Message, external_id: str) -> Arrival:
    chat, number, author = str(message.chat.id), str(message.message_id), message.from_user
    if author is None or author.is_bot:
        return Arrival(chat)
    language = author.language_code
    if message.text:
        command = _COMMAND.match(message.text)
        name = command[1].lower() if command else ""
        if name == "id":
            return AskedNumber(chat)
        choice = COMMANDS.get(name)
        return Said(chat, external_id, number, message.text, language, choice)
    for attribute, kind in _UNREADABLE.items():
        if getattr(message, attribute, None):
            return Unreadable(chat, external_id, number, kind, message.caption or "", language)
    if message.photo or message.document:
        return _filed(message, external_id, language)
    return Arrival(chat)  # a pinned message, a changed timer ...: Telegram's own notes


def _filed(message: Message, external_id: str, language: str | None) -> Filed:
    """Of a photo there are several sizes: the largest."""
    document = message.document
    file = document or max(message.photo, key=lambda size: size.width * size.height)
    mime = (document.mime_type if document else None) or ""
    return Filed(
        str(message.chat.id),
        external_id,
        str(message.message_id),
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
    return Tapped(str(user.id), query.id, button_of(query.data), user.language_code)


def _membership(changed: ChatMemberUpdated) -> Left:
    return Left(str(changed.chat.id), changed.new_chat_member.status in _GONE)
