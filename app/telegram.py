"""Telegram as the settings want it. Its library is loaded only where a token is set."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.settings import Settings

if TYPE_CHECKING:
    from connectors.telegram.telegram import Telegram


def telegram(settings: Settings, secret: bytes, say: Callable[[str], None]) -> Telegram | None:
    """The office's bot; None, and one line that says so, where women cannot write to it."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        say("Telegram is not set up (OSSO_TELEGRAM_TOKEN); women write in the web chat.")
        return None
    if settings.telegram_mode == "off":
        say(
            "Telegram only calls counsellors (OSSO_TELEGRAM_MODE=off); women write in the web chat."
        )
        return None
    from connectors.telegram.telegram import Telegram  # noqa: PLC0415  # 20 MB, 0.5 s

    webhook_at = settings.public_url if settings.telegram_mode == "webhook" else ""
    return Telegram(token, settings.telegram_api_url, secret, webhook_at)
