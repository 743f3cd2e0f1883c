"""Provide the application in the form in which granian serves it."""

from redheat.serving import ThreadedApplication
from redheat.wsgi import application as wsgi_application  # first, since it sets Django up

from films.urls import import_views  # isort: skip

import_views()  # before the first request, which would wait
application = ThreadedApplication(wsgi_application)
