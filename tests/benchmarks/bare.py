"""A site with the project's settings that answers every address with two letters, for granian to serve."""

import django

django.setup()

from films.evaluation.page_latency import BareHandler  # noqa: E402  (it reads the settings)
from redheat.serving import ThreadedApplication  # noqa: E402

application = BareHandler()
served = ThreadedApplication(application)
