"""The only clock: the day it is in China, where the district lies."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from generator.tables import ZONE


def today() -> date:
    return datetime.now(ZoneInfo(ZONE)).date()
