"""The program: settings, composition, commands, the server, and Rasa's keeper."""
