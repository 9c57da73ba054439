"""The web chat: its page, its socket, and the same conversation over plain HTTP."""
