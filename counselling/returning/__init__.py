"""Coming back from any device: return codes, code words, and joining two conversations."""
