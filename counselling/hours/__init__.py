"""When offices are open: weekly hours, public holidays, and what follows for clocks and women."""
