"""Serve facts and their citations as JSON, read-only, with a description in OpenAPI 3.1."""
