"""Provide the template tags by which pages say what the site is called and where its other pages are."""

from django import template

from films.addresses import site_name, view_address

register = template.Library()
register.simple_tag(site_name)
register.simple_tag(view_address, name="url")  # as Django's own, which takes ten times as long and also arguments
