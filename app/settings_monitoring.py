"""The settings of the operator's monitoring: where /metrics is served, and to whom."""

from pathlib import Path

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings

_HERE = {"127.0.0.1", "::1", "localhost"}


class MonitoringSettings(BaseSettings):
    """Part of ``settings.Settings``."""

    metrics_port: int | None = Field(
        default=None, ge=0, le=65535, description="port of /metrics; empty: it is not served"
    )
    metrics_host: str = Field(default="127.0.0.1", description="address /metrics is served on")
    metrics_token_file: Path | None = Field(
        default=None,
        validate_default=True,
        description="file with the bearer token to ask for /metrics with",
    )

    @field_validator("metrics_port", "metrics_token_file", mode="before")
    @classmethod
    def _may_be_empty(cls, given: object) -> object:
        return None if given == "" else given

    @field_validator("metrics_token_file")
    @classmethod
    def _is_for_us_alone(cls, file: Path | None, others: ValidationInfo) -> Path | None:
        if file is None and others.data.get("metrics_host") not in _HERE:
            raise ValueError("where OSSO_METRICS_HOST is not this machine, a token is needed")
        return file
