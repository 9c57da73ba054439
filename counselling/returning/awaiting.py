"""The values of ``Conversation.awaiting`` for a next text of hers that is kept nowhere."""

AWAITING_CODE = "code"  # her return code
AWAITING_WORD = "word"  # her code word, which a counsellor has asked for
AWAITING_NEW_WORD = "new_word"  # the code word she wants to have
SECRETS = frozenset({AWAITING_CODE, AWAITING_WORD, AWAITING_NEW_WORD})
