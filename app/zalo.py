"""Zalo as the settings want it: a bot, an Official Account, both or neither."""

from collections.abc import Callable

from app.settings import Settings
from connectors.zalo_bot.zalo_bot import ZaloBot
from connectors.zalo_oa.line import Account
from connectors.zalo_oa.zalo_oa import ZaloOa


def zalo_bot(settings: Settings, secret: bytes, _say: Callable[[str], None]) -> ZaloBot | None:
    """The office's Zalo bot; None without a token."""
    token = settings.zalo_bot_token.get_secret_value()
    if not token:
        return None
    webhook_at = settings.public_url if settings.zalo_bot_mode == "webhook" else ""
    tray = settings.data_dir / "zalo_bot" / "tray"
    return ZaloBot(token, settings.zalo_bot_api_url, secret, tray, webhook_at)


def zalo_oa(settings: Settings, secret: bytes, say: Callable[[str], None]) -> ZaloOa | None:
    """The office's Official Account; None without an application."""
    if not settings.zalo_oa_app_id:
        return None
    account = Account(
        settings.zalo_oa_app_id,
        settings.zalo_oa_app_secret.get_secret_value(),
        settings.zalo_oa_secret.get_secret_value(),
        settings.zalo_oa_refresh_token.get_secret_value(),
        settings.zalo_oa_api_url,
        settings.zalo_oauth_url,
        settings.zalo_oa_reply_hours,
    )

    def told(path: str) -> None:
        say(f"The webhook to enter at developers.zalo.me: {settings.public_url}{path}")

    return ZaloOa(account, secret, settings.data_dir / "zalo_oa", told)
