#!/usr/bin/env python
"""Run a management command of Red Heat."""

import os
import sys

from redheat.commands import run

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redheat.settings")
    run(sys.argv)
