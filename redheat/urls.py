"""Route the site's addresses: public pages at the root, the admin under /admin/."""

from django.contrib import admin
from django.urls import include, path

handler400 = "redheat.errors.respond_to_bad_request"
handler403 = "redheat.refusals.respond_to_refusal"
handler404 = "films.views.missing.page_not_found"
handler500 = "redheat.errors.respond_to_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("films.urls")),
]
