"""Train the assistant from the files as they are now, if it was not yet."""

import argparse
import asyncio
import sys

from app.book import Book
from app.keeper import rasa_home
from app.rasa.training import TrainingFailed, ensure_model
from app.settings import Settings


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """``./osso train`` has no options."""


def run(settings: Settings, _options: argparse.Namespace) -> int:
    """Train; 1 if that failed."""
    book = Book(settings.faq_dir, only_reviewed=settings.only_reviewed)
    try:
        model = asyncio.run(ensure_model(rasa_home(settings), book.whole(), print))
    except (TrainingFailed, OSError) as error:
        print(f"osso: {error}", file=sys.stderr)
        return 1
    print(f"Ready: {model}")
    return 0
