"""The views: what each route shows or does, once the gate has let the visitor in."""
