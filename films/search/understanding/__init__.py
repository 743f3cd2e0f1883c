"""Understand a query: find the people, titles, places, genres, years and jobs that its words name."""
