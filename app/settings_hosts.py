"""The settings of the addresses that chat and desk are at."""

from urllib.parse import urlsplit

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings


class HostSettings(BaseSettings):
    """A part of Settings (settings.py)."""

    public_url: str = Field(
        default="",
        pattern=r"^(https?://[^/\s]+)?$",
        validate_default=True,
        description="address the women's browsers use",
    )
    desk_url: str = Field(
        default="",
        pattern=r"^(https?://[^/\s]+)?$",
        description="address of the desk, where it has a host name of its own; "
        "empty: the desk is at the women's address too",
    )

    @property
    def desk_at(self) -> str:
        """The address of the desk without its path, "" where the office has set none."""
        return self.desk_url or self.public_url

    @field_validator("desk_url")
    @classmethod
    def _is_another_host(cls, desk: str, others: ValidationInfo) -> str:
        chat = urlsplit(str(others.data.get("public_url", "")))
        if desk and (not chat.hostname or chat.hostname == urlsplit(desk).hostname):
            raise ValueError(
                "OSSO_PUBLIC_URL must be set too, to another host name than the desk's"
            )
        if desk and chat.scheme != urlsplit(desk).scheme:
            raise ValueError("it must begin as OSSO_PUBLIC_URL does: both with https, or neither")
        return desk
