"""The facts as JSON, for other projects: read-only, each fact with its citations, described by OpenAPI 3.1."""
