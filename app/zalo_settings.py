"""The settings of Zalo's two ways in (docs/zalo.md)."""

from typing import Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings

_SERVER = r"^https?://[^/\s]+$"


class ZaloSettings(BaseSettings):
    """A bot, an Official Account, both or neither."""

    zalo_bot_token: SecretStr = Field(
        default=SecretStr(""), description="token of the office's Zalo bot; empty: no bot"
    )
    zalo_bot_mode: Literal["webhook", "polling"] = Field(
        default="webhook",
        description="webhook: Zalo brings messages; polling: it is asked, which can lose one",
    )
    zalo_bot_api_url: str = Field(
        default="https://bot-api.zaloplatforms.com",
        pattern=_SERVER,
        description="address of the Zalo Bot API",
    )
    zalo_oa_app_id: str = Field(
        default="",
        pattern=r"^\d*$",
        description="number of the office's application at developers.zalo.me; empty: no account",
    )
    zalo_oa_app_secret: SecretStr = Field(
        default=SecretStr(""),
        validate_default=True,
        description="the application's secret key",
    )
    zalo_oa_secret: SecretStr = Field(
        default=SecretStr(""),
        validate_default=True,
        description="the account's secret key, from the application's webhook page",
    )
    zalo_oa_refresh_token: SecretStr = Field(
        default=SecretStr(""),
        validate_default=True,
        description="the account's first refresh token; later ones are kept by the service",
    )
    zalo_oa_reply_hours: int = Field(
        default=168,
        ge=1,
        le=8760,
        description="hours after her last message within which the account may answer her",
    )
    zalo_oa_api_url: str = Field(
        default="https://openapi.zalo.me",
        pattern=_SERVER,
        description="address of the Open API of Official Accounts",
    )
    zalo_oauth_url: str = Field(
        default="https://oauth.zaloapp.com",
        pattern=_SERVER,
        description="address at which the account's tokens are renewed",
    )

    @field_validator("zalo_oa_app_secret", "zalo_oa_secret", "zalo_oa_refresh_token")
    @classmethod
    def _account_is_whole(cls, secret: SecretStr, others: ValidationInfo) -> SecretStr:
        if others.data.get("zalo_oa_app_id") and not secret.get_secret_value():
            raise ValueError("with OSSO_ZALO_OA_APP_ID this is needed too")
        return secret

    @field_validator("public_url", check_fields=False)
    @classmethod
    def _zalo_reaches_us(cls, url: str, others: ValidationInfo) -> str:
        """Checked there: the settings of a base class are read first."""
        token: SecretStr | None = others.data.get("zalo_bot_token")
        told = token and token.get_secret_value() and others.data.get("zalo_bot_mode") == "webhook"
        if (told or others.data.get("zalo_oa_app_id")) and not url.startswith("https://"):
            raise ValueError("for Zalo it must be set and begin with https://")
        return url
