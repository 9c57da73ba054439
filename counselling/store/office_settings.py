"""What administrators have set in the browser, in the database."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables_staff import office_setting


class OfficeSettingRows:
    """Numbers by name."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> dict[str, int]:
        """What is set, by name."""
        query = select(office_setting.c.name, office_setting.c.value)
        return dict((await self._connection.execute(query)).all())

    async def set(self, name: str, value: int | None) -> None:
        """Set it; None: it is set no more."""
        await self._connection.execute(delete(office_setting).where(office_setting.c.name == name))
        if value is None:
            return
        await self._connection.execute(office_setting.insert().values(name=name, value=value))
