"""The desk's two languages: English in the code, Vietnamese from .po files read at start."""

from io import BytesIO
from pathlib import Path
from typing import Literal

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

DeskLanguage = Literal["vi", "en"]
DESK_LANGUAGES: tuple[DeskLanguage, ...] = ("vi", "en")
LOCALE = Path(__file__).parent / "locale"


def load(language: DeskLanguage) -> NullTranslations:
    """The texts of one language; raises FileNotFoundError if it has no .po file."""
    if language == "en":
        return NullTranslations()
    catalog = Catalog(locale=language)
    for file in po_files(language):
        with file.open("rb") as source:
            for message in read_po(source, locale=language):
                catalog[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def po_files(language: DeskLanguage) -> list[Path]:
    """Where the translators write, a file for each part of the desk; raises FileNotFoundError."""
    folder = LOCALE / language / "LC_MESSAGES"
    found = sorted(folder.glob("*.po"))
    if not found:
        raise FileNotFoundError(f"no .po file in {folder}")
    return found


def desk_language(value: str | None) -> DeskLanguage:
    """The language a cookie or a link names; Vietnamese for everything unknown."""
    return "en" if value == "en" else "vi"
