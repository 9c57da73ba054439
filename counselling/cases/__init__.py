"""A woman's case beside her conversation: record, safety, follow-ups, and her other tickets."""
