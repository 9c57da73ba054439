"""The desk's two languages: English in the code, Vietnamese from a .po file read at start."""

from io import BytesIO
from pathlib import Path
from typing import Literal

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

DeskLanguage = Literal["vi", "en"]
DESK_LANGUAGES: tuple[DeskLanguage, ...] = ("vi", "en")
LOCALE = Path(__file__).parent / "locale"


def load(language: DeskLanguage) -> NullTranslations:
    """The texts of one language; raises FileNotFoundError if its .po file is missing."""
    if language == "en":
        return NullTranslations()
    with po_file(language).open("rb") as source:
        catalog = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def po_file(language: DeskLanguage) -> Path:
    """Where the translators write."""
    return LOCALE / language / "LC_MESSAGES" / "desk.po"


def desk_language(value: str | None) -> DeskLanguage:
    """The language a cookie or a link names; Vietnamese for everything unknown."""
    return "en" if value == "en" else "vi"
