"""Seeing danger in what a woman writes, before and without Rasa."""
