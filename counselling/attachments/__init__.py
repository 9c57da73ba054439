"""Pictures and files she sends for a counsellor: taken in, kept sealed, shown at the desk only."""
