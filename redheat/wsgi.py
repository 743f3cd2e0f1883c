"""Provide the WSGI application for granian."""

import os
import sys

from django.core.wsgi import get_wsgi_application
from environs import EnvError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redheat.settings")

try:
    application = get_wsgi_application()
except EnvError as error:
    sys.exit(str(error))
