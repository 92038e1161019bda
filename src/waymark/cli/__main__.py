"""`python -m waymark.cli`."""

import sys

from waymark.cli.main import main

sys.exit(main())
