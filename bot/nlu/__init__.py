"""The pieces of Rasa's pipeline that are ours: which entry or intent a message means.

Runs in Rasa's environment (Python 3.10, scikit-learn) and imports only ``language``.
"""
