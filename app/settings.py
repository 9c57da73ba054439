"""The settings: from the environment or ``.env``, prefix ``OSSO_``, all problems named at once."""

import ipaddress
import os
import re
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import NoDecode, SettingsConfigDict

from app.messenger_settings import MessengerSettings
from app.secret_files import from_files
from app.setting_names import unknown
from app.settings_attachments import AttachmentSettings
from app.settings_hosts import HostSettings
from app.settings_monitoring import MonitoringSettings
from app.shared_settings import SharedSettings
from app.zalo_settings import ZaloSettings
from connectors.paging.mail_url import read_mail_url
from counselling.cases.follow_up import DEFAULT_DAYS
from counselling.store.store import keys_beside

ROOT = Path(__file__).resolve().parent.parent
# An origin (RFC 6454 6.2). Without https anybody on the way could put a page of theirs around us.
_ORIGIN = re.compile(
    r"https://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?|http://(localhost|127\.0\.0\.1)(:\d{1,5})?"
)


def _split(value: object) -> object:
    return value.replace(",", " ").split() if isinstance(value, str) else value


Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# NoDecode: written as people write lists, not as JSON.
Days = Annotated[
    tuple[Annotated[int, Field(ge=1, le=1000)], ...], NoDecode, BeforeValidator(_split)
]
Networks = Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_split)]
LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))


class BadSettings(Exception):
    """Some settings are wrong; ``problems`` says which, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(
    HostSettings,  # first: its fields are read last, and what they must be depends on the others
    SharedSettings,
    AttachmentSettings,
    MessengerSettings,
    MonitoringSettings,
    ZaloSettings,
):
    """Every setting, each with what it is for (``.env.example`` lists them for the operator)."""

    model_config = SettingsConfigDict(env_prefix="OSSO_", frozen=True, extra="ignore")

    data_dir: Path = Field(
        default=ROOT / "osso-data", description="folder of everything that is kept"
    )
    faq_dir: Path = Field(default=ROOT / "faq", description="folder of the Q&A files")
    only_reviewed: bool = Field(
        default=False, description="answer only with entries the office has checked"
    )
    host: str = Field(default="127.0.0.1", description="address the service listens on")
    port: int = Field(
        default=8080, ge=0, le=65535, description="port the service listens on; 0: any free"
    )
    trusted_proxies: Networks = Field(
        default=LOOPBACK,
        description="networks of the proxies that say for whom they ask, such as 10.0.0.0/8",
    )
    widget_sites: str = Field(
        default="", description="sites that may show the chat as a widget, as https://host"
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description="base64 of 32 bytes; empty: secret.key in the data folder",
    )
    telegram_token: SecretStr = Field(
        default=SecretStr(""), description="token of the office's Telegram bot; empty: no Telegram"
    )
    telegram_api_url: str = Field(
        default="https://api.telegram.org",
        pattern=r"^https?://[^/\s]+$",
        description="address of the Telegram Bot API",
    )
    telegram_mode: Literal["polling", "webhook", "off"] = Field(
        default="polling",
        validate_default=True,
        description="polling: Telegram is asked for news; webhook: it brings them; "
        "off: it only calls counsellors",
    )
    mail_url: SecretStr = Field(
        default=SecretStr(""),
        description="mail server, smtps://user:password@host:465; empty: no e-mail",
    )
    mail_from: str = Field(
        default="",
        pattern=r"^([A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+)?$",
        validate_default=True,
        description="address that pages to the counsellors on duty come from",
    )
    page_next_after: float = Field(
        default=5,
        ge=1,
        le=120,
        description="minutes after which the next person on duty is called",
    )
    rasa_python: Path = Field(
        default=ROOT / ".envs/rasa/bin/python", description="Python of Rasa's environment"
    )
    rasa_timeout: float = Field(
        default=1.5, gt=0, le=60, description="seconds to wait for the assistant's answer"
    )
    follow_up_days: Days = Field(
        default=DEFAULT_DAYS,
        max_length=6,
        description="after how many days a follow-up is usually due",
    )
    keep_chats_days: int = Field(
        default=30,
        ge=1,
        le=3650,
        description="days a chat without a case is kept after its last word",
    )
    keep_cases_days: int = Field(
        default=365, ge=1, le=3650, description="days a case is kept after it ended"
    )
    keep_records_days: int = Field(
        default=730, ge=1, le=3650, description="days the audit of the desk is kept"
    )
    backup_dir: Path | None = Field(
        default=None, description="folder the service backs up to daily; empty: it does not"
    )
    backup_recipient: str = Field(
        default="", description="age public key (age1...) to encrypt backups to"
    )
    backup_hours: int = Field(
        default=24, ge=1, le=168, description="hours between two backups to OSSO_BACKUP_DIR"
    )
    keep_backups_days: int = Field(default=30, ge=1, le=3650, description="days backups are kept")
    keep_backups: int = Field(
        default=60, ge=2, le=10_000, description="how many backups are kept at most"
    )
    log_format: Literal["auto", "json", "text"] = Field(
        default="auto", description="auto: text on a terminal, else JSON lines"
    )

    @field_validator("telegram_mode")
    @classmethod
    def _has_an_address(cls, mode: str, others: ValidationInfo) -> str:
        if mode == "webhook" and not str(others.data.get("public_url", "")).startswith("https://"):
            raise ValueError("for a webhook OSSO_PUBLIC_URL must be set and begin with https://")
        return mode

    @field_validator("mail_url")
    @classmethod
    def _is_a_mail_server(cls, url: SecretStr) -> SecretStr:
        if url.get_secret_value():
            read_mail_url(url.get_secret_value())
        return url

    @field_validator("mail_from")
    @classmethod
    def _has_a_sender(cls, sender: str, others: ValidationInfo) -> str:
        url: SecretStr | None = others.data.get("mail_url")
        if url and url.get_secret_value() and not sender:
            raise ValueError("with OSSO_MAIL_URL an address to send from is needed")
        return sender

    @field_validator("widget_sites")
    @classmethod
    def _origins(cls, sites: str) -> str:
        if wrong := [site for site in split_sites(sites) if not _ORIGIN.fullmatch(site)]:
            raise ValueError(f"{', '.join(wrong)}: write https:// and the host, nothing behind it")
        return sites

    @property
    def widget_origins(self) -> tuple[str, ...]:
        """The sites that may show the chat, as origins."""
        return split_sites(self.widget_sites)

    @property
    def database(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'osso.sqlite3'}"

    @property
    def backups(self) -> Path:
        """Where backups go unless another folder is named."""
        return self.backup_dir or self.data_dir / "backups"

    @property
    def keys(self) -> str:
        """The key store's address."""
        if self.shares_database and not self.keys_url:
            return keys_beside(self.database)
        return self.keys_url or f"sqlite+aiosqlite:///{self.data_dir / 'keys.sqlite3'}"


def split_sites(sites: str) -> tuple[str, ...]:
    """Origins out of a list with blanks or commas between."""
    return tuple(site for site in re.split(r"[\s,]+", sites) if site)


def load_settings(env_file: Path = ROOT / ".env") -> Settings:
    """Read the settings; raises BadSettings with every problem."""
    given = (dotenv_values(env_file) if env_file.exists() else {}) | os.environ
    secrets, problems = from_files(given)
    problems = unknown(given, Settings.model_fields) + problems
    try:
        settings = Settings(_env_file=env_file, **secrets)  # type: ignore[arg-type]  # read as text
    except ValidationError as error:
        problems += [
            f"OSSO_{str(item['loc'][0]).upper()}: {item['msg']} (it is for: "
            f"{Settings.model_fields[str(item['loc'][0])].description}); "
            "mend it in .env or in the environment"
            for item in error.errors()
        ]
    if problems:
        raise BadSettings(problems)
    return settings
