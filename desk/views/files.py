"""The desk's style sheets and scripts, and everything that is not there."""

from aiohttp import hdrs, web

from desk.assets import FOREVER
from desk.visit import Visit


async def send_asset(visit: Visit) -> web.Response:
    """One file of ``static/``; kept by the browser as long as its address names this build."""
    match = visit.request.match_info
    file = visit.desk.assets.find(match["name"])
    if file is None:
        return visit.missing()
    response = web.Response(body=file.plain, content_type=file.content_type, charset="utf-8")
    response.headers[hdrs.VARY] = hdrs.ACCEPT_ENCODING
    if "gzip" in visit.request.headers.get(hdrs.ACCEPT_ENCODING, ""):
        response.body = file.gzipped
        response.headers[hdrs.CONTENT_ENCODING] = "gzip"
    if match["build"] == visit.desk.assets.build:
        response.headers[hdrs.CACHE_CONTROL] = FOREVER
    return response


async def show_missing(visit: Visit) -> web.Response:
    """404 for every other address under /desk."""
    return visit.missing()
