"""Facebook Messenger as the settings want it."""

from collections.abc import Callable

from app.settings import Settings
from connectors.messenger.messenger import PATH, Messenger, Page


def messenger(settings: Settings, secret: bytes, say: Callable[[str], None]) -> Messenger | None:
    """The office's page; None without a token."""
    token = settings.messenger_token.get_secret_value()
    if not token:
        return None
    say(f"Messenger: Meta's callback address is {settings.public_url}{PATH} (docs/messenger.md).")
    page = Page(
        token,
        settings.messenger_app_secret.get_secret_value(),
        settings.messenger_verify_token.get_secret_value(),
        settings.messenger_api_url,
        settings.messenger_human_agent,
    )
    return Messenger(page, secret)
