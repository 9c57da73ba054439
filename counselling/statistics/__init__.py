"""The office's figures, without a number from which one woman could be known."""
