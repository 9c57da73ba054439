"""Rasa's keeper: its training data and models, its process, its actions, and the way to ask it."""
