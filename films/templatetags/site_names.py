"""Provide the template tag by which pages say what the site is called."""

from django import template

from films.addresses import site_name

register = template.Library()
register.simple_tag(site_name)
