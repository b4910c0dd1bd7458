"""Lets `python -m handvest` do what `handvest` does."""

import sys

from handvest.cli import main

sys.exit(main())
