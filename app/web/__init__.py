"""The web server as a whole: what chat and desk share at the door and on every answer."""
