"""Available, busy, away: said in the bar, read at the queue."""

import re

from tests.desk.visitor import Visitor


async def being(visitor: Visitor, name: str) -> str:
    """What the queue says of a colleague."""
    page = (await visitor.get("/desk")).text
    found = re.search(rf'<li>{name} <span class="being being-(\w+)">', page)
    return found[1] if found else "not there"


async def test_colleagues_read_at_the_queue_what_she_says(lan: Visitor, hoa: Visitor) -> None:
    assert await being(lan, "Hoa") == "available"
    answer = await hoa.post("/desk/presence", being="busy", to="/desk?show=mine")
    assert (answer.status, answer.location) == (303, "/desk?show=mine")
    assert await being(lan, "Hoa") == "busy"
    assert 'value="busy" aria-pressed="true"' in (await hoa.get("/desk")).text


async def test_it_leads_back_to_pages_of_ours_alone(hoa: Visitor) -> None:
    answer = await hoa.post("/desk/presence", being="away", to="https://elsewhere.example/")
    assert answer.location == "/desk"


async def test_who_signs_out_is_away(lan: Visitor, hoa: Visitor) -> None:
    await hoa.post("/desk/logout")
    assert await being(lan, "Hoa") == "away"


async def test_what_nobody_can_be_is_not_found(hoa: Visitor) -> None:
    assert (await hoa.post("/desk/presence", being="asleep")).status == 404


async def test_it_stands_in_the_head_of_every_page(hoa: Visitor) -> None:
    await hoa.post("/desk/presence", being="busy")
    assert 'class="being being-busy"' in (await hoa.get("/desk/password")).text
