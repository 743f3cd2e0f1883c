"""Show the desk, where the sentences of a document become cited facts."""
