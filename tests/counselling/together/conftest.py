"""Two services on one database: each test here runs on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.office import Office
from tests.counselling.cast import FakeAssistant, PushChannel, an_office


@pytest.fixture
def phone() -> PushChannel:
    """The channel both services send by."""
    return PushChannel()


@pytest.fixture
async def there(
    tmp_path: Path, assistant: FakeAssistant, phone: PushChannel
) -> AsyncIterator[Office]:
    """The other service; it asks the same assistant."""
    async with an_office(tmp_path, assistant, phone) as opened:
        yield opened


@pytest.fixture
async def office(
    tmp_path: Path, assistant: FakeAssistant, phone: PushChannel
) -> AsyncIterator[Office]:
    """The service she and the counsellor are at."""
    async with an_office(tmp_path, assistant, phone) as opened:
        yield opened
