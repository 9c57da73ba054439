"""The first-run desk logins, so that somebody can get in."""

from counselling.accounts.passwords import first_password
from counselling.permissions import Role
from counselling.staff import Staff

LOGIN = "office"
ADMINISTRATOR = "admin"


async def first_logins(staff: Staff) -> list[tuple[str, str]]:
    """Make two accounts if there is none yet: each login with its password, once.

    The first is a supervisor's, to look at the desk at once; the second an administrator's, to
    add those who work here.
    """
    if not await staff.is_empty():
        return []
    password = first_password()
    await staff.add(LOGIN, "Văn phòng", Role.SUPERVISOR, password, must_change_password=True)
    _, other = await staff.people.add(
        ADMINISTRATOR, "Quản trị", Role.ADMINISTRATOR, None, by="service"
    )
    return [(LOGIN, password), (ADMINISTRATOR, other)]
