"""Journeys use the browser of the page tests."""

from tests.browser.conftest import chromium

__all__ = ["chromium"]
