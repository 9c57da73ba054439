"""The templates, once for each language."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from counselling.routing.today import name_of
from desk import clock
from desk.sizes import size
from desk.translations import DESK_LANGUAGES, DeskLanguage, load

TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """Renders templates; everything a person wrote is escaped."""

    def __init__(self, folder: Path = TEMPLATES) -> None:
        self._environments = {
            language: _environment(folder, language) for language in DESK_LANGUAGES
        }

    def render(self, template: str, language: DeskLanguage, **names: object) -> str:
        """The page as HTML."""
        page = self._environments[language].get_template(template)
        return page.render(language=language, **names)


@cache  # templates are compiled and the .po file is read once a process
def _environment(folder: Path, language: DeskLanguage) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    translations = load(language)
    # The i18n extension adds this method when it is loaded; the class does not declare it.
    install = environment.install_gettext_callables  # type: ignore[attr-defined]
    install(translations.gettext, translations.ngettext, newstyle=True)
    environment.filters["hour"] = clock.hour
    environment.filters["day_key"] = clock.day_key
    environment.filters["day"] = lambda at: clock.day(at, language)
    environment.filters["moment"] = clock.moment
    environment.filters["short_day"] = clock.short_day
    environment.filters["province"] = lambda one: name_of(one, language)
    environment.tests["of_theme"] = lambda name, theme: name.startswith(f"{theme}/")
    environment.filters["size"] = size
    environment.filters["minutes_since"] = clock.minutes_since
    return environment
