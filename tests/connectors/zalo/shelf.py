"""Files that Zalo's messages point to, at addresses of their own."""

from dataclasses import dataclass, field

from aiohttp import web


@dataclass
class Shelf:
    """What lies there. ``fails``: so often the next calls break."""

    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    fails: int = 0

    def put(self, name: str, content: bytes) -> str:
        """The path it is at."""
        self.files[name] = content
        return f"/files/{name}"

    async def send(self, request: web.Request) -> web.Response:
        """The bytes."""
        name = request.match_info["name"]
        self.asked.append(name)
        if self.fails:
            self.fails -= 1
            return web.Response(status=502)
        if name not in self.files:
            return web.Response(status=404)
        return web.Response(body=self.files[name])
