"""The site's addresses: the public pages at the root, the curator's desk under /admin/."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("films.urls")),
]
