"""Provide the middleware of the site, from the outermost inwards: headers, proxies, the health check."""
