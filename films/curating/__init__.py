"""What curators do to facts as a whole: record, revert, merge, import, undo; and who may."""
