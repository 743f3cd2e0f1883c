"""Compare names and titles by one key, however they are spelled."""
