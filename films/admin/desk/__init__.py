"""The desk in the admin: where a document's sentences become cited facts."""
