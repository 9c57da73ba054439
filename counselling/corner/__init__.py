"""The editors' corner: the Q&A files edited in the browser. The files stay the truth; no web."""
