"""The desk's own style sheets and scripts, read once and named by their contents."""

import gzip
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """One file, ready to send."""

    content_type: str
    plain: bytes
    gzipped: bytes


class Assets:
    """All files of ``static/``. ``build``, part of every address, changes when any file does."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._files = {path.name: _read(path) for path in sorted(folder.iterdir())}
        everything = b"".join(name.encode() + file.plain for name, file in self._files.items())
        self.build = sha256(everything).hexdigest()[:12]

    def find(self, name: str) -> Asset | None:
        """The file with exactly this name: a name is looked up, never a path."""
        return self._files.get(name)

    def address(self, name: str) -> str:
        """Where the browser finds the file; raises KeyError for a name we do not have."""
        self._files[name]
        return f"/desk/static/{self.build}/{name}"


def _read(path: Path) -> Asset:
    plain = path.read_bytes()
    return Asset(TYPES[path.suffix], plain, gzip.compress(plain, mtime=0))
