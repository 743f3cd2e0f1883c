"""Provide the application in the form in which granian serves it."""

from redheat.serving import ThreadedApplication
from redheat.wsgi import application as wsgi_application

application = ThreadedApplication(wsgi_application)
