"""Finding telephone numbers in the women's texts, and knowing ours: a wrong one does harm.

Law numbers, years, dates, times and amounts of money are no telephone numbers. A number of three
or four digits counts as one only where the sentence speaks of calling.
"""

import re
from collections.abc import Iterable, Iterator

from counselling.faq.source import Located

# Digits held together by single separators, as people write telephone numbers.
_DIGITS = re.compile(r"\+?\(?[0-9]+\)?(?:[ .\-\u00a0\u2013]\(?[0-9]+\)?)*")
_SHORT = range(3, 5)
_LONG = range(7, 16)
_COUNTRY_CODES = ("+84", "+82", "+886")
# Service numbers such as 1345 or 1577-1366 have no trunk zero inside the country.
_LONGEST_SERVICE_NUMBER = 8

_COMMA_AMOUNT = re.compile(r"(?<![0-9])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])")
_PAIR = re.compile(r"(?<![0-9/])([0-9]{3})/([0-9]{3})(?![0-9/])")
_ROW = re.compile(r"[0-9]{3}(?:[ \-\u2013\u00a0][0-9]{3})+")
_NO_PHONE = re.compile(
    r"[1-9][0-9]{0,2}(?:[ .\u00a0][0-9]{3})+"  # an amount: 200.000.000
    r"|[0-9]{1,2}[.\- ][0-9]{1,2}[.\- ](?:19|20)[0-9]{2}"  # a date: 22.11.2026
    r"|(?:19|20)[0-9]{2}[.\- ][0-9]{1,2}[.\- ][0-9]{1,2}"  # a date: 2026-11-22
    r"|(?:19|20)[0-9]{2}[\-\u2013 ](?:19|20)[0-9]{2}"  # years: 2025-2026
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")

# Joined to the digits: a law's number, a time of day, a code such as TT-133 or 제37조.
_JOINED_BEFORE = re.compile(r"(?:[A-Za-zÀ-ỹ0-9_/]|[0-9]:|[A-Za-z]-|제)$")
_JOINED_AFTER = re.compile(r"[A-Za-zÀ-ỹ/:%]|[\-\u2013]\w|\s?%")
_UNIT_AFTER = re.compile(
    r"\s?(?:đồng|đ|vnd|vnđ|won|usd|nghìn|ngàn|triệu|tỷ|tỉ|"
    r"ngày|giờ|phút|tháng|năm|tuần|tuổi|người|km|"
    r"days?|hours?|minutes?|months?|years?|weeks?|people|thousand|million|billion|percent)\b"
    r"|(?:일|시간|개월|년|주|세|살|원|동|만|억|천|명|조|퍼센트)",
    re.IGNORECASE,
)
_LAW_BEFORE = re.compile(
    r"\b(?:điều|khoản|luật|nghị định|thông tư|quyết định|nghị quyết|article|law|decree|act)"
    r"(?: số| no\.?)?\s*$",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"(?:\b(?:gọi(?! là)|tổng đài|đường dây|điện thoại|hotline|call|dial|ring|phone)\b|전화|콜센터)"
    r"[^.!?]{0,40}$",
    re.IGNORECASE,
)
_JUST_BEFORE = re.compile(
    r"(?:\b(?:gọi|số|nhắn|tổng đài|đường dây|công an|cấp cứu|"
    r"call|dial|ring|phone|text|line|number|hotline|police|ambulance)\b"
    r"|번호|전화|연락|상담|경찰|구급차)[\s:(]{0,3}$",
    re.IGNORECASE,
)
_JUST_AFTER = re.compile(r"번?\s?(?:에|으?로)?\s?(?:전화|연락|신고|걸)")


def digits(number: str) -> str:
    """The number as dialled inside its country: "+84 981 84 84 84" -> "0981848484"."""
    bare = re.sub(r"[^0-9+]", "", number)
    for code in _COUNTRY_CODES:
        if bare.startswith(code):
            rest = bare.removeprefix(code).removeprefix("0")
            return rest if len(rest) <= _LONGEST_SERVICE_NUMBER else "0" + rest
    return bare.removeprefix("+")


def known_numbers(phone_fields: Iterable[str]) -> frozenset[str]:
    """Every number in the given phone fields; a field may hold several."""
    return frozenset(
        digits(match[0]) for written in phone_fields for match in _DIGITS.finditer(written)
    )


def numbers_to_call(text: str) -> frozenset[str]:
    """The telephone numbers that a text tells, as dialled."""
    return frozenset(digits(written) for line in text.split("\n") for written in _phones(line))


def unknown_numbers(text: Located, known: frozenset[str]) -> Iterator[Located]:
    """What looks like a telephone number in ``text`` and is none of ``known``."""
    for offset, line in enumerate(text.value.split("\n")):
        for written in _phones(line):
            if digits(written) not in known:
                yield Located(written, text.line + offset)


def _phones(line: str) -> Iterator[str]:
    plain = _COMMA_AMOUNT.sub(lambda amount: " " * len(amount[0]), line)
    plain = _PAIR.sub(r"\1;\2", plain)
    for match in _DIGITS.finditer(plain):
        before, after = plain[: match.start()], plain[match.end() :]
        if _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(after) or _UNIT_AFTER.match(after):
            continue
        written = match[0].strip("()")
        if _ROW.fullmatch(written) and _called(written, before, after):
            yield from re.findall(r"[0-9]+", written)
        elif _looks_like_phone(written, before, after):
            yield written


def _looks_like_phone(written: str, before: str, after: str) -> bool:
    if written.isdigit() and len(written) in _SHORT:
        return _called(written, before, after)
    count = sum(sign.isdigit() for sign in written)
    return count in _LONG and not _NO_PHONE.fullmatch(written)


def _called(written: str, before: str, after: str) -> bool:
    if _LAW_BEFORE.search(before):
        return False
    close = bool(_JUST_BEFORE.search(before) or _JUST_AFTER.match(after))
    return close or (not _YEAR.fullmatch(written) and bool(_CALLING.search(before)))
