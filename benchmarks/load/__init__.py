"""Many women at once: mixed conversations on every way in, and what the machine makes of them."""
