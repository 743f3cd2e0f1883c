"""Measure the search: how well it answers judged queries, and how fast it answers any query."""
