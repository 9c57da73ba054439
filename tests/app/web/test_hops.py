"""What forwarding headers say, and what is refused as no proxy's word."""

import pytest

from app.web.hops import Hop, Malformed, forwarded, x_forwarded_for


@pytest.mark.parametrize(
    ("lines", "addresses"),
    [
        ([], []),
        (["203.0.113.7"], ["203.0.113.7"]),
        (["1.1.1.1, 203.0.113.7"], ["1.1.1.1", "203.0.113.7"]),
        (["1.1.1.1", "203.0.113.7"], ["1.1.1.1", "203.0.113.7"]),
        (["203.0.113.7:4711"], ["203.0.113.7"]),
        (["2001:db8::1", "[2001:db8::2]:443, [2001:db8::3]"], [f"2001:db8::{n}" for n in "123"]),
    ],
)
def test_the_usual_header_lists_addresses(lines: list[str], addresses: list[str]) -> None:
    assert [str(hop.address) for hop in x_forwarded_for(lines)] == addresses


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "unknown",
        "203.0.113.7,",
        "1.1.1.1, x",
        "1.2.3",
        "a.b.c.d",
        "1.2.3.4:x",
        "[::1",
        "<script>",
    ],
)
def test_what_is_no_address_is_told_apart(line: str) -> None:
    with pytest.raises(Malformed):
        x_forwarded_for([line])[-1].address  # noqa: B018  # reading it is the point


@pytest.mark.parametrize(
    ("line", "hops"),
    [
        ("for=203.0.113.7", [Hop("203.0.113.7")]),
        (
            'for="[2001:db8::1]:4711";proto=https;host="chat.example";by=10.0.0.1',
            [Hop("[2001:db8::1]:4711", "https", "chat.example")],
        ),
        (
            'For=1.1.1.1 , for="203.0.113.7:80"; Proto=http',
            [Hop("1.1.1.1"), Hop("203.0.113.7:80", "http")],
        ),
    ],
)
def test_the_standard_header_says_more(line: str, hops: list[Hop]) -> None:
    assert forwarded([line]) == hops


@pytest.mark.parametrize(
    "line",
    [
        "",
        "for=1.1.1.1;for=2.2.2.2",
        "for=1.1.1.1;",
        'for=9.9.9.9;x=", for=203.0.113.7',
        'for=9.9.9.9;x=", for="[2001:db8::1]"',
        "for=9.9.9.9 for=8.8.8.8",
        '"' * 5000,
    ],
)
def test_a_stranger_cannot_hide_what_our_proxy_adds(line: str) -> None:
    with pytest.raises(Malformed):
        forwarded([line])


@pytest.mark.parametrize("line", ["for=unknown", "for=_hidden", "proto=https"])
def test_a_proxy_that_hides_who_asks_names_no_address(line: str) -> None:
    with pytest.raises(Malformed):
        forwarded([line])[-1].address  # noqa: B018  # reading it is the point
