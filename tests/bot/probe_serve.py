"""Looks for what bot/serve.py leaves out in Rasa as it is. Out: what is not there."""

from __future__ import annotations

import json
import sys
from importlib import import_module

from bot.serve import LEFT_OUT


def missing() -> list[str]:
    """Names of ``LEFT_OUT`` that Rasa's own modules do not have."""
    return [
        f"{module}.{name}"
        for module, names in LEFT_OUT.items()
        for name in names
        if not hasattr(import_module(module), name)
    ]


if __name__ == "__main__":
    json.load(sys.stdin)
    json.dump(missing(), sys.stdout)
