"""The counsellors' web desk: queue, conversations and accounts, served as plain pages."""
