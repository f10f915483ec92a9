"""``python -m partybuild`` is the command ``partybuild``."""

import sys

from partybuild.adapters.cli import main

if __name__ == "__main__":
    sys.exit(main())
