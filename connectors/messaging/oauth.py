"""The one call that gives new tokens for a refresh token (RFC 6749, section 6)."""

from collections.abc import Collection, Mapping

from connectors.messaging.calls import Calls
from connectors.messaging.fields import text_of
from connectors.messaging.rotating import Fresh, Refused
from counselling.channels import DeliveryError

_A_DAY = 86_400.0


async def refreshed(
    calls: Calls,
    path: str,
    form: Mapping[str, str],
    headers: Mapping[str, str],
    *,
    passing: Collection[int] = (),
) -> Fresh:
    """New tokens; raises Refused, DeliveryError.

    An answer of the server's own without tokens means that it never takes this refresh token
    again, but for its faults (5xx) and the ``passing`` error codes.
    """
    answer = await calls.post(path, form={**form, "grant_type": "refresh_token"}, headers=headers)
    access, new = (
        text_of(answer.body.get("access_token")),
        text_of(answer.body.get("refresh_token")),
    )
    if access and new:
        lasts = text_of(answer.body.get("expires_in"))
        return Fresh(access, new, float(lasts) if lasts.isdecimal() else _A_DAY)
    if not answer.body or answer.status >= 500 or answer.body.get("error") in passing:
        raise DeliveryError("tokens not renewed")
    raise Refused
