"""Curate facts in bulk: merge, edit, import, find duplicates; and restore the roles that may do so."""
