"""Learning to see danger, in Rasa's environment; the service asks what was learnt."""
