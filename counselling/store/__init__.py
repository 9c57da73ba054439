"""The database: tables, sealed texts, transactions. Rows in, domain objects out."""
