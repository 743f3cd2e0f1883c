"""Curate facts in bulk: merge, edit, import and find duplicates; and grant the roles that may."""
