"""The settings of the office's page on Facebook Messenger (docs/messenger.md)."""

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings


class MessengerSettings(BaseSettings):
    """All of them, or no Messenger."""

    messenger_token: SecretStr = Field(
        default=SecretStr(""), description="access token of the Facebook page; empty: no Messenger"
    )
    messenger_app_secret: SecretStr = Field(
        default=SecretStr(""),
        validate_default=True,
        description="secret of the Meta app that signs what it brings",
    )
    messenger_verify_token: SecretStr = Field(
        default=SecretStr(""),
        validate_default=True,
        description="a word of your own, the same as in Meta's form",
    )
    messenger_human_agent: bool = Field(
        default=False,
        description="true once Meta lets counsellors answer for seven days (Human Agent)",
    )
    messenger_api_url: str = Field(
        default="https://graph.facebook.com/v25.0",
        pattern=r"^https?://[^\s]+[^/\s]$",
        description="address and version of the Graph API",
    )

    @field_validator("messenger_app_secret", "messenger_verify_token")
    @classmethod
    def _page_is_whole(cls, secret: SecretStr, others: ValidationInfo) -> SecretStr:
        if _is_set(others.data.get("messenger_token")) and not secret.get_secret_value():
            raise ValueError("with OSSO_MESSENGER_TOKEN this is needed too (docs/messenger.md)")
        return secret

    @field_validator("public_url", check_fields=False)
    @classmethod
    def _meta_reaches_us(cls, url: str, others: ValidationInfo) -> str:
        """Checked there: the settings of a base class are read first."""
        if _is_set(others.data.get("messenger_token")) and not url.startswith("https://"):
            raise ValueError("for Messenger it must be set and begin with https://")
        return url


def _is_set(secret: SecretStr | None) -> bool:
    return secret is not None and bool(secret.get_secret_value())
