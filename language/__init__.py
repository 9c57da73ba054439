"""What both processes know of written Vietnamese, English and Korean.

Pure functions on text. Runs on Python 3.10 (Rasa's) and later, and imports nothing of ours.
"""
