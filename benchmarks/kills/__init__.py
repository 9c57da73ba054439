"""Kills the service, Rasa and the action port under load, and looks whether anything was lost."""
