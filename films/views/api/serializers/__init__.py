"""Records and facts as the API gives them."""
