"""Calling the counsellor on duty: who is, in which order, and telling the woman honestly."""
