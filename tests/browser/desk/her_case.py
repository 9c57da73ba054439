"""What is written in the whole case (test_whole_case.py), and how its pages are looked at."""

from tests.browser.axe import findings
from tests.browser.counsellor import Counsellor
from tests.browser.woman.phone import Phone

HER_WORDS = "Đêm nào tôi cũng không ngủ được vì sợ"
NOTE = "Chị ấy sợ em chồng, gọi buổi sáng"
SUMMARY = "Chị về nước cùng con gái, cần ly hôn"
SHARES = {"name": "Chị Sen", "language": "Tiếng Việt và tiếng Hàn"}


async def in_order(who: Counsellor | Phone, where: str) -> None:
    """axe finds nothing on the page, and nothing is wider than the screen."""
    assert await findings(who.page) == [], where
    assert await who.sideways() <= 0, where
