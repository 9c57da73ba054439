"""Referrals to partner agencies: with her recorded yes to exactly what is shared, or not at all."""
