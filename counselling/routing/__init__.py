"""To which office a new ticket goes: by the province she named and the theme she asked about."""
