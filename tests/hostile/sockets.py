"""What a hostile program sends on an open WebSocket, byte by byte (RFC 6455, section 5.2)."""

import random
import struct
from collections.abc import Callable, Mapping

_TEXT, _BINARY, _CLOSE, _PING, _PONG = 1, 2, 8, 9, 10
_HELLO = b'{"type": "hello"}'


def frame(
    opcode: int, data: bytes, *, last: bool = True, masked: bool = True, bits: int = 0
) -> bytes:
    """One frame; ``bits`` are the reserved ones."""
    first = (0x80 if last else 0) | bits << 4 | opcode
    size, mask = len(data), 0x80 if masked else 0
    if size < 126:
        head = struct.pack("!BB", first, mask | size)
    elif size < 65_536:
        head = struct.pack("!BBH", first, mask | 126, size)
    else:
        head = struct.pack("!BBQ", first, mask | 127, size)
    return head + (b"\0\0\0\0" if masked else b"") + data


def fragments(chosen: random.Random) -> bytes:
    """One message in crumbs, with pings and empty crumbs between."""
    crumbs = [frame(_TEXT, _HELLO[:1], last=False)]
    crumbs += [frame(0, _HELLO[n : n + 1], last=False) for n in range(1, len(_HELLO))]
    for _ in range(chosen.randint(0, 50)):
        crumbs.insert(
            chosen.randint(1, len(crumbs)),
            chosen.choice([frame(_PING, b"x"), frame(0, b"", last=False)]),
        )
    return b"".join(crumbs) + frame(0, b"")


def never_ending(chosen: random.Random) -> bytes:
    """Fragments beyond every limit."""
    return frame(_TEXT, b"a", last=False) + frame(0, b"a" * 30_000, last=False) * chosen.randint(
        2, 30
    )


def out_of_order(chosen: random.Random) -> bytes:
    """A crumb without a beginning, or a beginning within another."""
    return chosen.choice([frame(0, b"x"), frame(_TEXT, b"{", last=False) + frame(_TEXT, _HELLO)])


def pings(chosen: random.Random) -> bytes:
    """A flood of pings and pongs."""
    return frame(chosen.choice([_PING, _PONG]), chosen.randbytes(chosen.randint(0, 125))) * 500


def closings(chosen: random.Random) -> bytes:
    """Every way to say goodbye, most of them forbidden."""
    code = chosen.choice([0, 999, 1000, 1004, 1005, 1006, 1015, 2999, 3000, 4999, 65_535])
    reason = chosen.choice([b"", b"\xff", b"bye" * 40])
    return chosen.choice([frame(_CLOSE, b"\x03"), frame(_CLOSE, struct.pack("!H", code) + reason)])


def forbidden(chosen: random.Random) -> bytes:
    """Reserved bits (compression nobody agreed on), unknown opcodes, no mask, long pings."""
    return chosen.choice(
        [
            frame(_TEXT, b"\xaa\x56\x4a\x2c" * 50, bits=4),
            frame(_TEXT, _HELLO, bits=3),
            frame(chosen.randint(3, 7), b"x"),
            frame(chosen.randint(11, 15), b"x"),
            frame(_TEXT, _HELLO, masked=False),
            frame(_PING, b"a" * 200),
            frame(_PING, b"a", last=False),
            struct.pack("!BBQ", 0x81, 0xFF, 2**63 - 1),
            struct.pack("!BBQ", 0x81, 0xFF, 2**64 - 1),
            chosen.randbytes(200),
        ]
    )


def binary(chosen: random.Random) -> bytes:
    """Bytes where text belongs."""
    return frame(_BINARY, chosen.randbytes(chosen.choice([0, 10, 60_000, 100_000])))


def not_utf8(chosen: random.Random) -> bytes:
    """Text that is none."""
    return frame(_TEXT, chosen.choice([b"\xff\xfe", b"\xed\xa0\x80", b"\xc3"]))


KINDS: Mapping[str, Callable[[random.Random], bytes]] = {
    "fragments": fragments,
    "never ending": never_ending,
    "out of order": out_of_order,
    "pings": pings,
    "closings": closings,
    "forbidden": forbidden,
    "binary": binary,
    "socket not UTF-8": not_utf8,
}
