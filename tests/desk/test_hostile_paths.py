"""Names in addresses are looked up, never opened: who may do most finds nothing by strange ones."""

import re

import pytest
from aiohttp.test_utils import BaseTestServer
from yarl import URL

from app.office import Office
from counselling.permissions import Role
from desk.routes import ROUTES
from tests.desk.people import add_user, signed_in
from tests.desk.visitor import Visitor

STRANGE = (
    *(
        "..",
        "%2e%2e",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e%5c%2e%2e%5cx",
        "....//x",
        "%00",
        "x%00",
    ),
    *(
        "x%00",
        "csv%00.pdf",
        "1%0d%0aSet-Cookie:%20a=b",
        "%c0%ae%c0%ae",
        "~",
        "CON",
        "-1",
        "0x1",
        "1e3",
    ),
    *("99999999999999999999", "%F0%9F%92%94", "'%20OR%201=1--", "*", "{code}", "con.txt::$DATA"),
)
NAMED = sorted({r.path for r in ROUTES if r.method == "GET" and "{" in r.path})


@pytest.mark.both_databases
@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
async def test_a_strange_name_is_not_found_and_breaks_nothing(
    role: Role, server: BaseTestServer, office: Office, code: str
) -> None:
    user = await add_user(office, "most", "Most", role)
    async with Visitor(server) as visitor:
        await signed_in(office, visitor, user)
        for path in NAMED:
            good = path.replace("{code}", code) if path.count("{") > 1 else path
            for strange in STRANGE:
                asked = strange.join(re.split(r"\{[^}]+\}", good))
                url = URL(f"{visitor.origin}{asked}", encoded=True)
                async with visitor.http.get(url, allow_redirects=False) as answer:
                    where = f"{path} {strange}"
                    assert answer.status in {303, 400, 404}, where
                    assert "root:" not in await answer.text(), where
                    assert "Set-Cookie" not in answer.headers, where
