"""What would be wrong with the whole set after a change, and beside which field it is told."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from counselling.corner.cells import misread, way
from counselling.corner.documents import Document
from counselling.corner.library import Contents, Library
from counselling.corner.manuscripts import Manuscript
from counselling.corner.nearness import check_nearly_like
from counselling.faq.loading import Reading
from counselling.faq.problems import Findings, Problem, Severity
from counselling.faq.sheet.columns import CONTENT
from counselling.faq.sheet.top import NotWritten
from counselling.gaps.masking import BLANK

NOTHING: Contents = MappingProxyType({})


@dataclass(frozen=True)
class Checked:
    """The problems by where they come from.

    ``own``: of the changed files, all severities; ``caused``: errors that the change brings to
    other files; ``standing``: errors of other files that were there before it.
    """

    own: tuple[Problem, ...] = ()
    caused: tuple[Problem, ...] = ()
    standing: tuple[Problem, ...] = ()

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """What keeps the change from being published."""
        own = tuple(one for one in self.own if one.severity is Severity.ERROR)
        return own + self.caused

    @property
    def by_field(self) -> dict[str, list[Problem]]:
        """The changed entry's problems by the key of their field; "" holds all others."""
        keys = {way(column): column.key for column in CONTENT}
        found: dict[str, list[Problem]] = {}
        for problem in self.own:
            steps = (problem.where, problem.where[:2], problem.where[:1])
            key = next((keys[one] for one in steps if one in keys), "")
            found.setdefault(key, []).append(problem)
        return found


def check(library: Library, changes: Contents, about: Document | None = None) -> Checked:
    """Read the whole set as it would be; of the entry ``about`` also what is nearly the same."""
    before, after = library.reading(), library.reading_with(changes)
    return _sorted(library, before, after, changes, about)


def check_manuscript(library: Library, written: Manuscript, also: Contents = NOTHING) -> Checked:
    """The same for a manuscript, with what only its form can tell, and what changes with it."""
    document = written.document
    try:
        content = written.content()
    except NotWritten as refused:
        mend = "Edit the whole file as text."
        problem = Problem(library.told(document.file), 1, document.key, str(refused), mend)
        return Checked((problem,))
    if content == library.content(document):  # as it is: there is nothing to imagine
        now = library.reading()
        return _sorted(library, now, now, {document.file: content}, document)
    checked = check(library, {document.file: content, **also}, document)
    own = [*checked.own]
    if written.cells is not None:
        own += misread(content, written.cells, document)
        own += _masked(written)
    return replace(checked, own=tuple(_worst_first(own)))


def _sorted(
    library: Library, before: Reading, after: Reading, changes: Contents, about: Document | None
) -> Checked:
    """What was found ``after``, by whether the changed files say it or others, and since when."""
    ours = {library.told(file) for file in changes}
    found = after.findings.in_order()
    errors = [one for one in found if one.severity is Severity.ERROR and one.file not in ours]
    known = Counter(_print(one) for one in before.findings.in_order())
    caused: list[Problem] = []
    standing: list[Problem] = []
    for problem in errors:
        known[_print(problem)] -= 1
        (caused if known[_print(problem)] < 0 else standing).append(problem)
    own = [one for one in found if one.file in ours]
    if about and (draft := after.drafts.get(about.key)):
        near = Findings()
        check_nearly_like(draft, after.drafts.values(), near)
        own += [one for one in near.in_order() if one.file in ours]
    return Checked(tuple(_worst_first(own)), tuple(caused), tuple(standing))


def _masked(written: Manuscript) -> Iterable[Problem]:
    for column in CONTENT:
        if column.part and BLANK in (written.cells or {}).get(column.key, ""):
            what = f"{BLANK} stands for a name or number that was masked"
            mend = "Write the text without it."
            yield Problem(written.document.file, 1, written.document.key, what, mend, way(column))


def _worst_first(problems: Iterable[Problem]) -> list[Problem]:
    order = list(Severity)
    return sorted(problems, key=lambda one: (order.index(one.severity), one.line))


def _print(problem: Problem) -> tuple[object, ...]:
    """A problem without its line, which moves with every edit above it."""
    return (problem.file, problem.entry, problem.where, problem.what)
