"""Several services on one database: what only one may do at a time, and telling the others."""
