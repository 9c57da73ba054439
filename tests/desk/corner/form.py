"""The form on the page as a browser would send it back."""

from html.parser import HTMLParser

from counselling.corner.documents import document
from tests.desk.visitor import Answer, Visitor

ENTRY = "/desk/faq/legal/id-card"
ID_CARD = document("legal", "id-card")


class Form(HTMLParser):
    """The fields of the form whose id is ``edit``."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._inside = False
        self._area = ""
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self._inside = given.get("id") == "edit"
        elif not self._inside:
            return
        elif tag == "input":
            self.fields[name] = given.get("value") or ""
        elif tag == "textarea":
            self._area, self.fields[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and (self._select not in self.fields or "selected" in given):
            self.fields[self._select] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # A browser drops the first line feed and sends all others as CR LF.
            text = self.fields[self._area].removeprefix("\n")
            self.fields[self._area] = text.replace("\n", "\r\n")
            self._area = ""
        elif tag == "form":
            self._inside = False


async def the_form(visitor: Visitor, path: str = ENTRY) -> dict[str, str]:
    return Form((await visitor.get(path)).text).fields


async def sends(visitor: Visitor, path: str, **changes: str) -> Answer:
    """Open the entry, change fields (named with "__" for the dot), and send the form to path."""
    opened = await the_form(visitor, path.removesuffix("/publish"))
    named = {
        f"f.{name.replace('__', '.')}" if name != "why" else name: changes[name] for name in changes
    }
    return await visitor.post(path, **opened | named)
