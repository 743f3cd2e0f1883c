"""Import CSV files of facts row by row."""
