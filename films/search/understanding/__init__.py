"""What the words of a question mean: the people, titles, places, genres, years and jobs that they name."""
