"""What the page's files may not do, read off the files themselves."""

import gzip
import re
from pathlib import Path

import pytest

from connectors.webchat.page import FOLDER, Page

FILES = [p for p in FOLDER.rglob("*") if p.suffix in {".html", ".css", ".js"}]
SCRIPTS = [p for p in FILES if p.suffix == ".js"]


def test_the_page_names_no_other_server_but_where_quick_exit_leads() -> None:
    page = Page()
    for file in (*page.files.values(), *page.html.values()):
        text = gzip.decompress(file.gzipped).decode()
        hosts = set(re.findall(r"//([a-z0-9.-]+\.[a-z]{2,})", text))
        assert hosts <= {"www.google.com", "search.naver.com", "www.w3.org"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_of_the_page_stores_or_interprets_her_words(file: Path) -> None:
    forbidden = (
        "localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches.",
        "serviceWorker", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write",
        "eval(", "new Function", "style=\"", "onclick=", "console.",
    )  # fmt: skip
    text = file.read_text(encoding="utf-8")
    assert [word for word in forbidden if word in text] == []


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_the_scripts_run_on_a_browser_of_2020(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    newer = (r"\?\.\w", r"\?\?", r"\|\|=", r"\.at\(", r"replaceAll", r"randomUUID",
             r"replaceChildren", r"structuredClone", r"Object\.hasOwn")  # fmt: skip
    assert [pattern for pattern in newer if re.search(pattern, text)] == []
