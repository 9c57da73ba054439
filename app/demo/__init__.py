"""A made-up month of work for two offices: to try the desk out, and to learn it."""
