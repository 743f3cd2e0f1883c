"""Provide middleware for sites that publish the app's pages."""

from films.middleware.response_cache import ResponseCacheMiddleware

__all__ = ["ResponseCacheMiddleware"]
