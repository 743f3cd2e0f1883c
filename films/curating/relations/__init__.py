"""Propose relations between films by their titles and years, and let curators confirm or decline them."""
