"""Documents on paper: PDF in A4 with every letter of Vietnamese, English and Korean.

What stands on the paper, its writer says (the desk's reports, a letter to a partner agency); here
is only how paper looks. Imports nothing of ours.
"""

from documents.paper import Paper

__all__ = ["Paper"]
