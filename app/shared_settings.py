"""The settings of what several services may share: the database, and Rasa servers apart."""

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings

from app.on_the_way import require_closed

SHORTEST_SECRET = 32
_DATABASE = r"^((sqlite\+aiosqlite:///|postgresql\+asyncpg://).+)?$"


class SharedSettings(BaseSettings):
    """A part of Settings (settings.py)."""

    database_url: str = Field(
        default="",
        pattern=_DATABASE,
        repr=False,
        description="SQLAlchemy address, sqlite+aiosqlite:///file or postgresql+asyncpg://...; "
        "empty: SQLite in the data folder",
    )
    keys_url: str = Field(
        default="",
        pattern=_DATABASE,
        repr=False,
        description="address of the key store; empty: SQLite in the data folder, or with "
        "PostgreSQL the database of the same name and _keys",
    )
    rasa_url: str = Field(
        default="",
        pattern=r"^(https?://[^/\s]+)?$",
        description="address of Rasa servers that run apart (./osso rasa); "
        "empty: the service runs its own",
    )
    rasa_secret: SecretStr = Field(
        default=SecretStr(""),
        validate_default=True,
        description="what services show to a Rasa that runs apart",
    )
    rasa_servers: int = Field(
        default=1, ge=1, le=64, description="how many Rasa servers answer at OSSO_RASA_URL"
    )

    @property
    def shares_database(self) -> bool:
        """Whether other services may work on the same database: not on a SQLite file."""
        return self.database_url.startswith("postgresql")

    @field_validator("database_url", "keys_url")
    @classmethod
    def _is_closed_on_the_way(cls, url: str) -> str:
        return require_closed(url)

    @field_validator("rasa_secret")
    @classmethod
    def _has_a_secret(cls, secret: SecretStr, others: ValidationInfo) -> SecretStr:
        if others.data.get("rasa_url") and len(secret.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"with OSSO_RASA_URL at least {SHORTEST_SECRET} signs are needed")
        return secret
