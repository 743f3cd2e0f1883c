"""Serialize records and facts for the API."""
