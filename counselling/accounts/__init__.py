"""The accounts of the desk: second factors, sessions, who works here, the audit, settings."""
