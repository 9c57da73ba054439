"""What ``./osso`` can do, one command a file."""
