"""The lists beside the entries (hotlines, offices, partner agencies) as forms, item by item."""
