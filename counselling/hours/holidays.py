"""The public holidays of Viet Nam.

Labour Code 2019 (45/2019/QH14), Article 112: New Year, Tet, Hung Kings, 30 April, 1 May, National
Day; Article 111(3): one that falls on a weekly day off is made up for on the next working day. The
dates, lunar ones too, come from the library `holidays`. Which days are taken for Tet and beside
National Day is decided anew every year: the office writes those into its ``closed_on``.
"""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=8)
def public_holidays(year: int) -> frozenset[date]:
    """The days of a year (Gregorian)."""
    from holidays import country_holidays  # noqa: PLC0415  # only where an office has said its hours

    return frozenset(country_holidays("VN", years=year))
