"""Draw the pictures that stand for pages where they are shared, from the same facts as the pages."""
