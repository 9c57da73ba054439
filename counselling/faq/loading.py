"""Loading the whole folder at once: either a set that is right, or every problem in it."""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from counselling.faq.canned import read_canned
from counselling.faq.consent import Consent, read_consent
from counselling.faq.crosscheck import (
    check_entry_references,
    check_numbers,
    check_phrasings,
    check_references,
)
from counselling.faq.danger import DangerReplies, read_danger_replies
from counselling.faq.entry import Draft, read_entry
from counselling.faq.faqset import FaqSet
from counselling.faq.fields import is_slug
from counselling.faq.folder import (
    CANNED,
    CONSENT,
    HOTLINES,
    LINES,
    OFFICES,
    PARTNERS,
    REPLIES,
    TARGETS,
    THEME_LIST,
    Folder,
    survey,
)
from counselling.faq.helping import check_countries
from counselling.faq.lines import Lines, read_lines
from counselling.faq.model import CannedReply, Localized
from counselling.faq.problems import FaqProblems, Findings, Problem, Severity
from counselling.faq.registers import Registers, read_hotlines, read_offices, read_partners
from counselling.faq.source import Passage, Source, read
from counselling.faq.targets import read_targets
from counselling.faq.themes import Catalogue, check_themes, read_themes
from counselling.queue.targets import Targets

Read = TypeVar("Read")

_KEPT = 512  # entries kept as read: of all the files an editor saves one


def load(folder: Path, *, today: date | None = None) -> FaqSet:
    """The curated set in ``folder`` (faq/; its format is in faq/README.md).

    ``today`` is the day against which reviews are overdue. Raises FaqProblems with all problems,
    warnings too, when any of them is an error; otherwise ``FaqSet.warnings`` holds the warnings.
    Hints are told by the check only.
    """
    reading = read_folder(folder, today=today)
    if reading.findings.fatal:
        raise FaqProblems(reading.problems)
    return reading.finished()


def read_folder(folder: Path, *, today: date | None = None) -> "Reading":
    """All that is in ``folder``, right or wrong: for who looks after the files."""
    reading = Reading(Findings(), today or datetime.now(UTC).date())
    reading.read(folder)
    return reading


@lru_cache(maxsize=_KEPT)
def _entry(source: Source, entry_id: str, today: date) -> tuple[Draft, tuple[Problem, ...]]:
    """An entry and what is wrong with it; read again only when its file has changed."""
    findings = Findings()
    draft = read_entry(source, entry_id, findings, today)
    return draft, findings.in_order()


@dataclass
class Reading:
    """One pass over the folder: ``drafts`` by entry, and what was found wrong."""

    findings: Findings
    today: date
    sources: list[Source] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    registers: Registers = field(default_factory=lambda: Registers({}, {}, {}))
    lines: dict[str, Localized] = field(default_factory=dict)
    catalogue: Catalogue = field(default_factory=Catalogue)
    targets: Targets = field(default_factory=Targets)
    consent: Consent | None = None
    replies: DangerReplies = field(default_factory=lambda: DangerReplies({}, {}, (), {}))
    passages: list[Passage] = field(default_factory=list)
    canned: tuple[CannedReply, ...] = ()

    def read(self, root: Path) -> None:
        """Read and check every file."""
        folder = survey(root, self.findings)
        self.registers = Registers(
            self._list(folder, HOTLINES, read_hotlines, {}),
            self._list(folder, OFFICES, read_offices, {}),
            self._list(folder, PARTNERS, read_partners, {}),
        )
        no_lines: tuple[dict[str, Localized], tuple[Passage, ...]] = ({}, ())
        self.lines, passages = self._list(folder, LINES, read_lines, no_lines)
        self.catalogue = self._list(folder, THEME_LIST, read_themes, self.catalogue)
        self.targets = self._list(folder, TARGETS, read_targets, self.targets)
        self.replies = self._list(folder, REPLIES, read_danger_replies, self.replies)
        no_consent: tuple[Consent | None, tuple[Passage, ...]] = (None, ())
        self.consent, asked = self._list(folder, CONSENT, read_consent, no_consent)
        no_canned: tuple[tuple[CannedReply, ...], tuple[Passage, ...]] = ((), ())
        self.canned, said = self._list(folder, CANNED, read_canned, no_canned)
        self.passages += (*passages, *asked, *self.replies.passages, *said)
        for entry_id, name in folder.entries.items():
            source = self._source(folder, name)
            if source:
                draft, problems = _entry(source, entry_id, self.today)
                self.drafts[entry_id] = draft
                self.findings.take_over(problems)
                self.passages += draft.passages
        self._cross_check(folder)

    def _list(
        self,
        folder: Folder,
        name: str,
        reader: Callable[[Source, Findings], Read],
        nothing: Read,
    ) -> Read:
        source = self._source(folder, name) if name in folder.lists else None
        return reader(source, self.findings) if source else nothing

    def _source(self, folder: Folder, name: str) -> Source | None:
        source = read(folder.root / name, folder.told(name), self.findings)
        if source:
            self.sources.append(source)
        return source

    def _cross_check(self, folder: Folder) -> None:
        known: dict[str, Collection[str]] = {"related": folder.entries}
        # A list that could not be read is one problem, not one for each reference into it.
        if self._readable(folder, PARTNERS, self.registers.partners):
            known["partners"] = self.registers.partners
        if self._readable(folder, HOTLINES, self.registers.hotlines):
            known["hotlines"] = self.registers.hotlines
            check_numbers(self.passages, self.registers.numbers, self.findings)
            for spot, references in self.replies.references.items():
                check_references(references, known["hotlines"], "hotline", spot, self.findings)
            check_countries(
                self.replies.replies, self.registers.hotlines, self.replies.places, self.findings
            )
        check_entry_references(self.drafts.values(), known, self.findings)
        check_phrasings(self.drafts.values(), self.findings)
        if self.drafts and self._readable(folder, THEME_LIST, self.catalogue.themes):
            entries = [name for name in folder.entries if is_slug(name.split("/")[-1])]
            check_themes(self.catalogue, entries, self.findings)

    def _readable(self, folder: Folder, name: str, items: Collection[object]) -> bool:
        return bool(items) or not self.findings.about(folder.told(name))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The errors and warnings found, by file and line."""
        found = self.findings.in_order()
        return tuple(problem for problem in found if problem.severity is not Severity.HINT)

    @property
    def fingerprint(self) -> str:
        """Of all that was read: see FaqSet."""
        return _fingerprint(self.sources)

    def finished(self) -> FaqSet:
        """The set; only when no error was found."""
        if self.consent is None:
            raise FaqProblems(self.problems)
        entries = {name: draft.finished() for name, draft in self.drafts.items()}
        return FaqSet(
            entries=MappingProxyType(entries),
            hotlines=MappingProxyType(dict(self.registers.hotlines)),
            offices=MappingProxyType(dict(self.registers.offices)),
            partners=MappingProxyType(dict(self.registers.partners)),
            consent=self.consent,
            lines=Lines(MappingProxyType(self.lines)),
            danger_replies=MappingProxyType(dict(self.replies.replies)),
            fingerprint=self.fingerprint,
            themes=self.catalogue.themes,
            targets=self.targets,
            warnings=self.problems,
            canned=self.canned,
        )


def _fingerprint(sources: Iterable[Source]) -> str:
    """The same for the same contents, whatever the folder is called or the line ends are."""
    whole = hashlib.sha256()
    for source in sorted(sources, key=lambda source: source.file):
        name = source.file.split("/", 1)[1]
        for part in (name, source.text):
            data = part.encode()
            whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()
