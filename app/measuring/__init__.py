"""What the operator's monitoring sees: figures of the work, never a word, a name or a ticket."""
