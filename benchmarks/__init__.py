"""Measurements others can repeat. Timing belongs here and not in tests."""
