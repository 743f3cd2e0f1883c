"""Correction of misspelt words and names."""
