"""The assistant: Rasa's settings, its own pieces, and the actions the service runs for it."""
