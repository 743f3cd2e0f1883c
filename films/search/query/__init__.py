"""Parse a query into a tree of words, phrases, fields and exclusions."""
