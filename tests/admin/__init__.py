"""The curator's desk, through real requests."""
