"""Published facts taken away: as fixtures that Django loads, and as tables and graphs that anything else reads."""
