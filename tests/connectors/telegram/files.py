"""The file route of the Bot API on loopback, and the messages that bring files.

Source: https://core.telegram.org/bots/api#getfile, #photosize, #document
"""

import asyncio
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web


@dataclass
class File:
    """A file at Telegram; ``gate`` holds back its second half."""

    id: str
    content: bytes
    gate: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Shelf:
    """Telegram's files. ``cuts``: how often the line breaks halfway; ``asked``: paths asked for."""

    files: dict[str, File] = field(default_factory=dict)
    cuts: int = 0
    asked: list[str] = field(default_factory=list)
    _lent: dict[str, File] = field(default_factory=dict)
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    def put(self, content: bytes, *, held: bool = False) -> File:
        """A new file; ``held``: it does not come to its end before its gate is opened."""
        file = File(f"AgAC-{next(self._ids)}", content)
        if not held:
            file.gate.set()
        self.files[file.id] = file
        return file

    def lend(self, file: File) -> dict[str, Any]:
        """What getFile answers."""
        path = f"photos/{file.id}.jpg"
        self._lent[path] = file
        about = {"file_id": file.id, "file_unique_id": f"U{file.id}"}
        return about | {"file_size": len(file.content), "file_path": path}

    async def hand_over(self, request: web.Request) -> web.StreamResponse:
        """The file's bytes, only by a path that getFile gave."""
        path = request.match_info["path"]
        self.asked.append(path)
        file = self._lent.get(path)
        if file is None:
            return web.Response(status=404)
        answer = web.StreamResponse(headers={"Content-Length": str(len(file.content))})
        await answer.prepare(request)
        half = len(file.content) // 2
        await answer.write(file.content[:half])
        if self.cuts and request.transport:
            self.cuts -= 1
            request.transport.abort()
            return answer
        await file.gate.wait()
        await answer.write(file.content[half:])
        return answer


def a_photo(file: File, **more: Any) -> dict[str, Any]:
    """The fields of a message with a photo: a small size, which nobody has put, and the large."""
    small = {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 60}
    large = {"file_id": file.id, "file_unique_id": f"U{file.id}", "width": 1280, "height": 960}
    return {"photo": [small, large | {"file_size": len(file.content)}], **more}


def a_document(
    file: File, name: str = "giấy.pdf", mime: str = "application/pdf", **more: Any
) -> dict[str, Any]:
    """The fields of a message with a document."""
    about = {"file_id": file.id, "file_unique_id": f"U{file.id}", "file_name": name}
    return {"document": about | {"mime_type": mime, "file_size": len(file.content)}, **more}
