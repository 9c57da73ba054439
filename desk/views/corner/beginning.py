"""A new entry: its theme, short name and place, and the first question."""

import re
from itertools import count

from aiohttp import web

from counselling.conversations import LANGUAGES
from counselling.corner.documents import LONGEST_NAME, Document, NoSuchDocument, document
from counselling.corner.editing import NameTaken, TooLong, asked_first
from counselling.faq.model import THEMES
from desk.views.corner.room import address, corner, of_the_corner, theme_titles
from desk.visit import Visit
from language.normalise import clean, fold

_NO_NAME = re.compile(r"[^a-z0-9]+")
_WORDS = 5  # of a question, that its short name is made of
_NAMELESS = "new-question"
LONGEST_QUESTION = 500


@of_the_corner
async def show_new(visit: Visit) -> web.Response:
    """The form."""
    return _page(visit, dict(visit.request.query))


@of_the_corner
async def begin(visit: Visit) -> web.Response:
    """Begin the draft and go on to its fields. Without a short name one is made."""
    fields = visit.form
    question = clean(fields.get("question", ""), LONGEST_QUESTION)
    language = fields.get("language", "vi")
    theme, _, topic = fields.get("topic", "").partition("/")
    if theme != fields.get("theme"):  # a topic of another theme: she chooses again on the page
        topic = ""
    try:
        if language not in LANGUAGES or fields.get("theme") not in THEMES:
            raise NoSuchDocument
        new = _document(visit, fields["theme"], fields.get("name", "").strip(), question)
        cells = _first_cells(visit) | dict(asked_first(language, question))
        await corner(visit).editing.begin(new, topic, cells, visit.user)
    except NoSuchDocument:
        return _page(visit, fields, problem="no_name", status=422)
    except NameTaken:
        return _page(visit, fields, problem="taken", status=409)
    except TooLong:
        return _page(visit, fields, problem="too_long", status=422)
    return visit.go(address(new))


def short_name(question: str) -> str:
    """A short name made of a question's first words; "" where no Latin letter is in it."""
    words = _NO_NAME.sub(" ", fold(question)).split()
    return "-".join(words[:_WORDS])[:LONGEST_NAME].strip("-")


def _document(visit: Visit, theme: str, name: str, question: str) -> Document:
    """The document of the name that was typed, else of the first free one that can be made."""
    if name:
        return document(theme, name)
    room, made = corner(visit), short_name(question)[: LONGEST_NAME - 4] or _NAMELESS
    for number in count(1):
        new = document(theme, made if number == 1 else f"{made}-{number}")
        if room.editing.manuscript(new) is None and room.library.content(new) is None:
            return new
    raise NoSuchDocument(theme)


def _first_cells(visit: Visit) -> dict[str, str]:
    today = corner(visit).library.today()
    return {"as_of": today.isoformat(), "review": "draft"}


def _page(
    visit: Visit, fields: dict[str, str], *, problem: str = "", status: int = 200
) -> web.Response:
    return visit.page(
        "faq_new.html", status, fields=fields, problem=problem, themes=theme_titles(visit),
        catalogue=corner(visit).faq().themes, longest=LONGEST_QUESTION, languages=LANGUAGES,
    )  # fmt: skip
