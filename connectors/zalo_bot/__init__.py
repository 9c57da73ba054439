"""The Zalo Bot Platform: an adapter that decides nothing (docs/zalo.md)."""
