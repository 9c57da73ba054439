"""The tables of the desk's accounts beside ``staff`` itself, and of the office's own settings."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table

from counselling.store.tables import UtcTime, metadata

second_factor = Table(  # what an app on her phone makes codes from
    "second_factor",
    metadata,
    Column("staff_id", ForeignKey("staff.id"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),  # the secret, see accounts/totp.py
    Column("made_at", UtcTime, nullable=False),
    Column("confirmed_at", UtcTime),  # none: she has not typed its first code yet
    Column("last_step", Integer),  # of the newest code she used: none is taken twice
)

recovery_code = Table(  # each good for one sign-in without the phone; used ones are gone
    "recovery_code",
    metadata,
    Column("code_hash", String(64), primary_key=True),  # HMAC, see accounts/recovery.py
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
)

office_setting = Table(  # what administrators set in the browser
    "office_setting",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)
