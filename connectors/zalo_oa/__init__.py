"""A Zalo Official Account by its Open API, version 3: decides nothing (docs/zalo.md)."""
