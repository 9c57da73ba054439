"""The Q&A set as last read and checked, kept as plain data so that the next start need not read it.

Reading and checking 138 entries takes most of a second; this takes a few hundredths. What is kept
counts only for the very same files, program, folder name and day (reviews fall due): else it is
as if it were not there. It is JSON, never a pickle: a file cannot bring code along.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter

from app.settings import ROOT
from app.watching import Seen
from counselling.faq import FaqSet, Problem
from counselling.faq.consent import Consent
from counselling.faq.lines import Lines
from counselling.faq.model import (
    CannedReply,
    DangerReply,
    Entry,
    Hotline,
    Localized,
    Office,
    Partner,
    Theme,
)
from counselling.queue.targets import Targets

_FILE = "faq-last-read.json"
_PROGRAM = ("counselling/faq", "language", "counselling/conversations.py", "app/kept_set.py")


@dataclass(frozen=True)
class _Kept:
    """A FaqSet as JSON can hold it."""

    entries: Mapping[str, Entry]
    hotlines: Mapping[str, Hotline]
    offices: Mapping[str, Office]
    partners: Mapping[str, Partner]
    lines: Mapping[str, Localized]
    consent: Consent
    danger_replies: tuple[tuple[str, str, DangerReply], ...]
    fingerprint: str
    themes: tuple[Theme, ...]
    warnings: tuple[Problem, ...]
    canned: tuple[CannedReply, ...]
    targets: Targets


class KeptSet:
    """One file in the data folder, replaced whole."""

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / _FILE

    def take(self, folder: Path, seen: Seen) -> FaqSet | None:
        """The set of ``folder`` while its files are as ``seen``, if it was kept."""
        try:
            raw = self._file.read_bytes()
            origin, _, data = raw.partition(b"\n")
            if origin != _origin(folder, seen).encode():
                return None
            return _set_of(_adapter().validate_json(data))
        except (OSError, ValueError):  # a ValidationError is a ValueError
            return None

    def keep(self, faq: FaqSet, folder: Path, seen: Seen) -> None:
        """Keep the set that was read from ``folder`` as ``seen``; raises OSError."""
        written = self._file.with_suffix(".new")
        written.unlink(missing_ok=True)
        descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_origin(folder, seen).encode() + b"\n")
            file.write(_adapter().dump_json(_kept_of(faq)))
        written.replace(self._file)


def _adapter() -> TypeAdapter[_Kept]:
    return TypeAdapter(_Kept)


def _kept_of(faq: FaqSet) -> _Kept:
    return _Kept(
        entries=dict(faq.entries),
        hotlines=dict(faq.hotlines),
        offices=dict(faq.offices),
        partners=dict(faq.partners),
        lines=dict(faq.lines.texts),
        consent=faq.consent,
        danger_replies=tuple((*key, reply) for key, reply in faq.danger_replies.items()),
        fingerprint=faq.fingerprint,
        themes=faq.themes,
        warnings=faq.warnings,
        canned=faq.canned,
        targets=faq.targets,
    )


def _set_of(kept: _Kept) -> FaqSet:
    return FaqSet(
        entries=MappingProxyType(dict(kept.entries)),
        hotlines=MappingProxyType(dict(kept.hotlines)),
        offices=MappingProxyType(dict(kept.offices)),
        partners=MappingProxyType(dict(kept.partners)),
        lines=Lines(MappingProxyType(dict(kept.lines))),
        consent=kept.consent,
        danger_replies=MappingProxyType(
            {(category, level): reply for category, level, reply in kept.danger_replies}
        ),
        fingerprint=kept.fingerprint,
        themes=kept.themes,
        warnings=kept.warnings,
        canned=kept.canned,
        targets=kept.targets,
    )


def _origin(folder: Path, seen: Seen) -> str:
    """Everything the set depends on, as one SHA-256 in hex."""
    parts = [str(datetime.now(UTC).date()), folder.resolve().name]
    parts += [f"{name} {content}" for name, content in sorted(seen.items())]
    parts += [f"{path} {content}" for path, content in _program()]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _program() -> Iterable[tuple[str, str]]:
    """The files of the program that have a say in it, and the SHA-256 of each."""
    for name in _PROGRAM:
        where = ROOT / name
        for path in sorted(where.rglob("*")) if where.is_dir() else [where]:
            if path.is_file() and path.suffix != ".pyc":
                yield str(path), hashlib.sha256(path.read_bytes()).hexdigest()
