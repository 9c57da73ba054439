"""Our matcher beside Rasa's own and a plain linear one: same training data, same messages."""
