"""The settings: from the environment or ``.env``, prefix ``OSSO_``, all problems named at once."""

import difflib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
_FOR_THE_SCRIPT = {"OSSO_PYTHON310", "OSSO_RASA_PYTHON"}  # read by ./osso, not here


class BadSettings(Exception):
    """Some settings are wrong; ``problems`` says which, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """Every setting, each with what it is for (``.env.example`` lists them for the operator)."""

    model_config = SettingsConfigDict(env_prefix="OSSO_", frozen=True, extra="ignore")

    data_dir: Path = Field(
        default=ROOT / "osso-data", description="folder of everything that is kept"
    )
    database_url: str = Field(
        default="", description="SQLAlchemy address; empty: SQLite in the data folder"
    )
    faq_dir: Path = Field(default=ROOT / "faq", description="folder of the Q&A files")
    only_reviewed: bool = Field(
        default=False, description="answer only with entries the office has checked"
    )
    keep_cases_days: int = Field(
        default=365, ge=1, le=3650, description="days a case is kept after it ended"
    )
    host: str = Field(default="127.0.0.1", description="address the service listens on")
    port: int = Field(
        default=8080, ge=0, le=65535, description="port the service listens on; 0: any free"
    )
    public_url: str = Field(
        default="", pattern=r"^(https?://[^/\s]+)?$", description="address the women's browsers use"
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description="base64 of 32 bytes; empty: secret.key in the data folder",
    )
    rasa_python: Path = Field(
        default=ROOT / ".envs/rasa/bin/python", description="Python of Rasa's environment"
    )
    rasa_timeout: float = Field(
        default=1.5, gt=0, le=60, description="seconds to wait for the assistant's answer"
    )
    log_format: Literal["auto", "json", "text"] = Field(
        default="auto", description="auto: text on a terminal, else JSON lines"
    )

    @property
    def database(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'osso.sqlite3'}"


def load_settings(env_file: Path = ROOT / ".env") -> Settings:
    """Read the settings; raises BadSettings with every problem."""
    problems = _unknown([*os.environ, *(dotenv_values(env_file) if env_file.exists() else ())])
    try:
        settings = Settings(_env_file=env_file)
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


def _unknown(names: Iterable[str]) -> list[str]:
    known = {f"OSSO_{name.upper()}" for name in Settings.model_fields} | _FOR_THE_SCRIPT
    problems = []
    for name in sorted(set(names)):
        if name.startswith("OSSO_") and name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]}?" if near else "see .env.example for those there are"
            problems.append(f"{name}: there is no such setting; {hint}")
    return problems
