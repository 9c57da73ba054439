"""What the page's files may not do, read off the files themselves."""

import gzip
import re
from pathlib import Path

import brotli
import pytest

from connectors.webchat.page import FOLDER, Page
from counselling.conversations import LANGUAGES, Language

FILES = [p for p in FOLDER.rglob("*") if p.suffix in {".html", ".css", ".js"}]


def test_the_page_names_no_other_server_but_where_quick_exit_leads() -> None:
    page = Page()
    for file in (page.widget, *page.html.values()):
        text = gzip.decompress(file.gzipped).decode()
        assert brotli.decompress(file.brotli).decode() == text
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_can_be_installed_nowhere_and_is_remembered_nowhere(language: Language) -> None:
    whole = Page().html[language].plain.decode()
    html = re.sub(r"<(style|script)>.*?</\1>", "", whole, flags=re.DOTALL)
    for lasting in ("manifest", "apple-", "theme-color", "og:", "canonical", "msapplication"):
        assert lasting not in html
    assert '<meta name="robots" content="noindex, nofollow">' in html
    for field in re.findall(r"<(?:form|textarea|input)[^>]*>", html):
        assert 'autocomplete="off"' in field


@pytest.mark.parametrize("language", LANGUAGES)
def test_title_and_icon_name_nothing(language: Language) -> None:
    html = Page().html[language].plain.decode()
    assert re.findall("<title>(.*)</title>", html) == [
        {"vi": "Hỏi đáp", "en": "Questions", "ko": "묻고 답하기"}[language]
    ]
    assert re.findall('rel="icon" href="(data:image/svg)', html) == ["data:image/svg"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_text_runs_over_lines_for_indentation_is_taken_away(file: Path) -> None:
    if file.suffix == ".js":
        assert "`" not in file.read_text("utf-8")
