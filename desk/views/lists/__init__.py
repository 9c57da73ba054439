"""Hotlines, offices and partner agencies as forms, for who is no programmer."""

from desk.views.lists import keeping, showing

__all__ = ["keeping", "showing"]
