"""The first start makes two accounts: one to look around, one to add colleagues."""

from pathlib import Path

from app.first_login import first_logins
from tests.counselling.cast import FakeAssistant, an_office


async def test_both_can_sign_in_and_the_second_start_makes_none(tmp_path: Path) -> None:
    async with an_office(tmp_path, FakeAssistant()) as office:
        made = await first_logins(office.staff)
        signed_in = [await office.staff.authenticate(*login) for login in made]
        assert [(user.role, user.owes) for user in signed_in if user] == [
            ("supervisor", None),
            ("administrator", "password"),
        ]
        assert await first_logins(office.staff) == []
