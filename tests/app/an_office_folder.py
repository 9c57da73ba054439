"""A small editors' folder, right in all parts, for a test to edit as an editor does."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENTRY = "legal/id-card"
OTHER = "psychological/calm-breathing"

_RELATED = re.compile(r"^related:.*?(?=^\w)", re.MULTILINE | re.DOTALL)
_FIRST_PHRASING = re.compile(r"^- .*$", re.MULTILINE)


class OfficeFolder:
    """The office's own lists with two of its entries."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "faq"
        shutil.copytree(ROOT / "faq/danger", self.path / "danger")
        for file in (ROOT / "faq").glob("*.yml"):
            shutil.copy(file, self.path)
        for entry in (ENTRY, OTHER):
            text = (ROOT / f"faq/{entry}.md").read_text(encoding="utf-8")
            self.file(entry).parent.mkdir(exist_ok=True)
            self.file(entry).write_text(_RELATED.sub("related: []\n", text), encoding="utf-8")

    def file(self, entry: str = ENTRY) -> Path:
        return self.path / f"{entry}.md"

    def text(self, entry: str = ENTRY) -> str:
        return self.file(entry).read_text(encoding="utf-8")

    def save(self, text: str, entry: str = ENTRY) -> None:
        self.file(entry).write_text(text, encoding="utf-8")

    def answers(self, sentence: str) -> None:
        """Put a sentence before the Vietnamese answer."""
        self.save(self.text().replace("## Trả lời\n\n", f"## Trả lời\n\n{sentence} ", 1))

    def asks(self, phrasing: str) -> None:
        """Put a phrasing in the place of the first Vietnamese one."""
        self.save(_FIRST_PHRASING.sub(f"- {phrasing}", self.text(), count=1))

    def breaks(self) -> str:
        """Take the next review's day out; gives the file as it was."""
        right = self.text()
        self.save(re.sub(r"^review_due:.*\n", "", right, flags=re.MULTILINE))
        return right
