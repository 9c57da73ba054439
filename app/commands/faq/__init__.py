"""Look after the Q&A files."""

import argparse
from typing import Protocol

from app.commands.faq import checking, exporting, importing, missing
from app.settings import Settings


class _Verb(Protocol):
    __doc__: str | None

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, settings: Settings, options: argparse.Namespace) -> int: ...


_VERBS: dict[str, _Verb] = {
    "check": checking,
    "export": exporting,
    "import": importing,
    "gaps": missing,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso faq check``, ``export``, ``import`` and ``gaps``"""
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name, module in _VERBS.items():
        doc = module.__doc__ or ""
        module.add_arguments(verbs.add_parser(name, help=doc.split("\n")[0], description=doc))


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Do it; 1 when something must be mended."""
    return _VERBS[options.verb].run(settings, options)
