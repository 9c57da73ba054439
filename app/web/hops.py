"""What forwarding headers say: X-Forwarded-For as proxies write it, Forwarded by RFC 7239.

Nothing here decides whom to believe; that is ``proxies.py``.
"""

import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_PAIR = re.compile(rf'[ \t]*({_NAME})=(?:({_NAME})|"((?:[^"\\]|\\.)*)")[ \t]*')
_PORT = r"(?::\d{1,5})?"
_BRACKETED = re.compile(rf"\[([0-9A-Fa-f:.]+)\]{_PORT}")
_DOTTED = re.compile(rf"([0-9.]+){_PORT}")


class Malformed(Exception):
    """The header is not what a proxy of ours would write."""


@dataclass(frozen=True)
class Hop:
    """One proxy's word: who asked it, by which scheme and host; "" where it is silent."""

    node: str
    scheme: str = ""
    host: str = ""

    @property
    def address(self) -> IpAddress:
        """An address with or without a port, IPv6 in brackets or bare; raises Malformed."""
        inner = _BRACKETED.fullmatch(self.node) or _DOTTED.fullmatch(self.node)
        try:
            return _plain(ipaddress.ip_address(inner[1] if inner else self.node))
        except ValueError:
            raise Malformed from None


def x_forwarded_for(lines: Sequence[str]) -> list[Hop]:
    """The hops of X-Forwarded-For, the client's own claim first."""
    return [Hop(entry.strip()) for entry in ",".join(lines).split(",")] if lines else []


def forwarded(lines: Sequence[str]) -> list[Hop]:
    """The hops of Forwarded (RFC 7239, section 4), the client's claim first; raises Malformed.

    Read strictly: one quote left open by a stranger must not swallow what our proxy adds.
    """
    return [_hop(pairs) for pairs in _elements(",".join(lines))] if lines else []


def plain_address(text: str) -> IpAddress:
    """The address; IPv4 as a socket for both families shows it (::ffff:192.0.2.1) is IPv4.

    Raises Malformed.
    """
    return Hop(text).address


def _elements(text: str) -> list[dict[str, str]]:
    elements: list[dict[str, str]] = [{}]
    at = 0
    while True:
        pair = _PAIR.match(text, at)
        if not pair or pair[1].lower() in elements[-1]:
            raise Malformed
        elements[-1][pair[1].lower()] = pair[2] or re.sub(r"\\(.)", r"\1", pair[3] or "")
        at = pair.end()
        if at == len(text):
            return elements
        if text[at] == ",":
            elements.append({})
        elif text[at] != ";":
            raise Malformed
        at += 1


def _hop(pairs: Mapping[str, str]) -> Hop:
    return Hop(pairs.get("for", ""), pairs.get("proto", ""), pairs.get("host", ""))


def _plain(address: IpAddress) -> IpAddress:
    return getattr(address, "ipv4_mapped", None) or address
