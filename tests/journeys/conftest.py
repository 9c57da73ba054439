"""Journeys use the browser of the page tests."""

from tests.browser.conftest import chromium, one_chromium

__all__ = ["chromium", "one_chromium"]
