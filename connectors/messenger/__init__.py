"""Facebook Messenger: an adapter that decides nothing (docs/messenger.md)."""
