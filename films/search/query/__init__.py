"""A query as typed, parsed into a tree of words, phrases, fields and exclusions."""
