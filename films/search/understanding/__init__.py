"""What the words of a query mean: the people, titles, places, genres, years and jobs that they name."""
