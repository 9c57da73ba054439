"""``python -m app``: the commands behind ``./osso``."""

import sys

from app.cli import main

sys.exit(main(sys.argv[1:]))
