"""What Telegram's errors mean for a message on its way."""

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from connectors.messaging.sending import ChatGone, OutcomeUnknown
from counselling.channels import DeliveryError

# Told by the description only: https://core.telegram.org/bots/api#making-requests says that
# descriptions may change, so what is not known here is tried again and in the end given up.
_CHAT_IS_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "chat_id is empty")
_A_NEW_TRY_HELPS_NOT = (
    "message is too long",
    "can't parse entities",
    "message text is empty",
)
# The call was on the line when that broke; with httpx's other errors it never left.
_WHILE_IT_WAS_OUT = (
    httpx.ReadTimeout,
    httpx.WriteTimeout,
    httpx.ReadError,
    httpx.WriteError,
    httpx.RemoteProtocolError,
)


def delivery_error(error: TelegramError) -> DeliveryError:
    """What the outbox has to know of a failed call; its reason never quotes the message."""
    kind = type(error).__name__
    if isinstance(error, RetryAfter):
        return DeliveryError(kind, retry_after=seconds(error.retry_after))
    if isinstance(error, Forbidden) or _says(error, _CHAT_IS_GONE):
        return ChatGone(kind)
    if _says(error, _A_NEW_TRY_HELPS_NOT):
        return DeliveryError(kind, permanent=True)
    if isinstance(error, NetworkError) and isinstance(error.__cause__, _WHILE_IT_WAS_OUT):
        return OutcomeUnknown(kind)
    # With a wrong token nothing is lost: it goes out once the office has mended it.
    return DeliveryError(kind, retry_after=300 if isinstance(error, InvalidToken) else None)


def _says(error: TelegramError, phrases: tuple[str, ...]) -> bool:
    said = error.message.lower()
    return isinstance(error, BadRequest) and any(phrase in said for phrase in phrases)


def seconds(wait: float | timedelta) -> float:
    """A pause that Telegram asks for, in seconds."""
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
