"""Correct misspelt words and names."""
