"""The ways out for pages to the counsellors on duty: Telegram and e-mail."""
