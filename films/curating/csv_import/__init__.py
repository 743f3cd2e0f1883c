"""CSV files of facts, read and imported row by row."""
