"""Store documents: their text as passages, their revisions, and the anchors of citations."""
