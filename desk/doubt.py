"""Whether it is still she at an open screen: asked again before what a passer-by must not do."""

from math import ceil

from desk.visit import Visit


async def doubt(visit: Visit, *, code: bool = False) -> str | None:
    """Why the form's ``password`` (and ``code``) may not be hers; None if they are.

    "wrong_password", "wrong_code", or "throttled" and the seconds to wait.
    """
    throttle, staff = visit.desk.throttle, visit.desk.staff
    caller = visit.caller(visit.user.login)
    if wait := await throttle.wait(caller) or (await throttle.wait_for_code(caller) if code else 0):
        return f"throttled {ceil(wait)}"
    if not await staff.knows_password(visit.user, visit.form.get("password", "")):
        return "wrong_password"
    if code and not await staff.factors.takes(visit.user, visit.form.get("code", "")):
        return "wrong_code"
    await throttle.succeeded(caller)
    return None
