"""A program that takes Rasa's arguments: the supervisor's and the training's real counterpart.

``STAND_IN`` is copied to a folder as ``rasa/__main__.py``, which trains, and ``bot/serve.py``,
which serves; what it does is told by the file ``behaviour`` beside them, one word a line.
"""

import sys
from pathlib import Path

from app.rasa.home import RasaHome

STAND_IN = """
import http.server, os, pathlib, signal, sys, time

told = pathlib.Path("behaviour").read_text().split()
arguments = dict(zip(sys.argv[1:], sys.argv[2:]))
with open("starts", "a") as starts:
    print(os.getpid(), os.environ.get("OSSO_RASA_SECRET", "-"), os.nice(0), file=starts)
if "fail" in told:
    sys.exit("the training data is broken")
if sys.argv[1] == "train":
    if "slow" in told:
        time.sleep(0.5)
    while "wait" in told and not pathlib.Path("go").exists():
        time.sleep(0.02)
    model = pathlib.Path(arguments["--out"], arguments["--fixed-model-name"] + ".tar.gz")
    if "nothing" not in told:
        model.write_bytes(b"a model")
    sys.exit()
if "stubborn" in told:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


class Door(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.headers.get("X-Osso-Secret") == os.environ["OSSO_RASA_SECRET"]
        loaded = "no-model" not in told
        self.send_response(403 if not known else 200 if loaded else 503)
        self.end_headers()

    def log_message(self, *_):
        pass


http.server.HTTPServer((arguments["--interface"], int(arguments["--port"])), Door).serve_forever()
"""


def a_home(folder: Path, *behaviour: str) -> RasaHome:
    """A home whose Rasa is the stand-in."""
    for program in (folder / "rasa/__main__.py", folder / "bot/serve.py"):
        program.parent.mkdir()
        program.write_text(STAND_IN)
    for file in ("bot/config.yml", "bot/domain/slots.yml", "language/fold.py", "data/nlu/yes.yml"):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(file)
    behave(folder, *behaviour)
    return RasaHome(Path(sys.executable), folder, folder / "kept")


def behave(folder: Path, *behaviour: str) -> None:
    """What the stand-in does from its next start on."""
    (folder / "behaviour").write_text("\n".join(behaviour))


def starts(folder: Path) -> list[tuple[int, str]]:
    """Each start of the stand-in: process id and secret."""
    if not (folder / "starts").exists():
        return []
    lines = (folder / "starts").read_text().splitlines()
    return [(int(line.split()[0]), line.split()[1]) for line in lines]


def niceness(folder: Path) -> list[int]:
    """How far back each start stood when the processor's time was shared out."""
    return [int(line.split()[2]) for line in (folder / "starts").read_text().splitlines()]


def alive(pid: int) -> bool:
    """Whether the process runs."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
