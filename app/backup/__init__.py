"""Backups and how to come back from one. The keys of conversations are never in them."""
