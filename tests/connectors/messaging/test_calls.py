"""Only public addresses over https are asked for files, whatever a message says."""

import pytest

from connectors.messaging.calls import Calls
from connectors.messaging.fetching import NotFetched


@pytest.mark.parametrize(
    "url",
    [
        "", "x", "file:///etc/passwd", "ftp://a.zdn.vn/x", "http://127.0.0.1/x", "https://[::1]/x",
        "http://169.254.169.254/latest", "https://localhost/x", "https://db.internal/x",
        "https://openapi.zalo.me.evil@10.0.0.1/x",
    ],
)  # fmt: skip
async def test_nothing_of_our_own_network_is_fetched(url: str) -> None:
    calls = Calls("https://openapi.zalo.me")
    with pytest.raises(NotFetched):
        await anext(calls.content(url))


def test_a_plain_address_is_asked_for_over_https() -> None:
    calls = Calls("https://openapi.zalo.me")
    assert calls._fit("http://f6.photo.talk.zdn.vn/a.jpg") == "https://f6.photo.talk.zdn.vn/a.jpg"
