"""What counsellors do around a conversation: notes, drafts, passing it on, asking for advice."""
