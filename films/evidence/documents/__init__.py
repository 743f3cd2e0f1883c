"""Documents: their text stored as passages, revised, and anchored to sentences."""
