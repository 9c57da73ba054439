"""Measuring which phrasings the matcher takes for another entry, when the files have changed."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.rasa.compile import plain, write_training_data
from app.rasa.home import RasaHome
from app.rasa.program import ProgramFailed, run_program
from counselling.conversations import LANGUAGES
from counselling.faq import FaqSet
from counselling.faq.confusions import NotMeasured, read_confusions


def ensure_confusions(home: RasaHome, faq: FaqSet, progress: Callable[[str], None]) -> Path:
    """The file of the set's confusions, measured first if it is missing or of another set.

    ``progress`` gets a line if it is measured. Raises NotMeasured, OSError.
    """
    if not _is_of(faq, home.confusions):
        progress("Measuring the confusions ... (about a minute)")
        _write(home.confusions, faq, _measured(home, faq))
    return home.confusions


def _is_of(faq: FaqSet, file: Path) -> bool:
    try:
        return read_confusions(file).fingerprint == faq.fingerprint
    except NotMeasured:
        return False


def _measured(home: RasaHome, faq: FaqSet) -> Iterable[Mapping[str, str]]:
    """What bot/nlu/confusions.py finds.

    It reads the set in a folder of its own: the service may be training from the usual one.
    """
    with TemporaryDirectory(prefix="osso-confusions-") as scratch:
        aside = replace(home, folder=Path(scratch))
        write_training_data(faq, aside)
        try:
            told = run_program(home, "bot.nlu.confusions", *home.data, aside.compiled)
        except ProgramFailed as error:
            raise NotMeasured(f"the confusions could not be measured:\n{error}") from error
    found: list[dict[str, str]] = json.loads(told)
    return found


def _write(file: Path, faq: FaqSet, found: Iterable[Mapping[str, str]]) -> None:
    items = [item for one in found for item in _items(faq, one)]
    content = json.dumps(
        {"fingerprint": faq.fingerprint, "confusions": items}, ensure_ascii=False, indent=1
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.new")
    aside.write_text(content, encoding="utf-8")
    aside.replace(file)


def _items(faq: FaqSet, found: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The phrasing as its entry writes it, for each language it stands in; none for a title."""
    for language in LANGUAGES:
        for phrasing in faq.entries[found["entry"]].texts[language].phrasings:
            if plain(phrasing) == found["phrasing"]:
                yield {**found, "language": language, "phrasing": phrasing, "count": 1}
