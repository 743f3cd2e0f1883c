"""Try for a long time what would break the site: kills, slow clients, a full disk, damage. `make soak` runs it."""
