"""The settings of the pictures and files she sends for a counsellor."""

from pydantic import Field
from pydantic_settings import BaseSettings

from counselling.attachments.attachment import Limits


class AttachmentSettings(BaseSettings):
    """A part of Settings (settings.py)."""

    attachment_megabytes: int = Field(
        default=10, ge=1, le=20, description="how large a picture or file she sends may be, in MB"
    )
    attachments: int = Field(
        default=20, ge=0, le=200, description="how many of them are kept in one conversation"
    )
    attachments_megabytes: int = Field(
        default=50, ge=1, le=1000, description="how large they may be together, in MB"
    )

    @property
    def attachment_limits(self) -> Limits:
        """How much of what she sends for a counsellor is kept."""
        return Limits(
            file_bytes=self.attachment_megabytes * 1_000_000,
            files=self.attachments,
            total_bytes=self.attachments_megabytes * 1_000_000,
        )
