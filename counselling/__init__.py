"""The heart: conversations, safety, tickets, permissions, store. No web framework, no Rasa."""
