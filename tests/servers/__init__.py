"""Tests with servers of PostgreSQL that they start themselves."""
