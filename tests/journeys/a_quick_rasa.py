"""A program in Rasa's place for tests of what is around it: learns nothing, answers every turn.

Called as OSSO_RASA_PYTHON, so with ``-m rasa`` and Rasa's arguments.
"""

import asyncio
import os
import sys
from itertools import pairwise
from pathlib import Path

from aiohttp import web

from app.rasa.supervisor import SECRET_HEADER
from bot.actions.saying import as_json
from counselling.assistant import Answered, Decision, Reply

SLOWLY = 0.15  # seconds for a turn: some are under way whenever the service stops


def as_a_program(folder: Path) -> Path:
    """An interpreter's stand-in, to be named as OSSO_RASA_PYTHON."""
    program = folder / "rasa-python"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{__file__}" "$@"\n')
    program.chmod(0o700)
    return program


async def turn(request: web.Request) -> web.Response:
    """The answer names what it answers."""
    text = (await request.json())["text"]
    await asyncio.sleep(SLOWLY)
    return web.json_response(as_json(Answered((Reply(f"answer to {text}"),), Decision.ANSWER)))


async def known(request: web.Request) -> web.Response:
    """Whether whoever asks shows the secret."""
    shown = request.headers.get(SECRET_HEADER) == os.environ["OSSO_RASA_SECRET"]
    return web.Response(status=200 if shown else 403)


def main() -> None:
    """Train or run."""
    _, _, what, *rest = sys.argv[1:]
    arguments = dict(pairwise(rest))
    if what == "train":
        name = f"{arguments['--fixed-model-name']}.tar.gz"
        Path(arguments["--out"], name).write_bytes(b"a model")
        return
    app = web.Application()
    app.router.add_post("/{path:.*}turn", turn)
    app.router.add_get("/{path:.*}ready", known)
    app.router.add_post("/{path:.*}forget", known)
    web.run_app(app, host="127.0.0.1", port=int(arguments["--port"]), print=None)


if __name__ == "__main__":
    main()
