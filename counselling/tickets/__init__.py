"""Referral tickets: their states, their codes, and who holds them."""
