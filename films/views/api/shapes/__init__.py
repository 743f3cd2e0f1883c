"""Define the types of the API's responses. Its description is generated from them, so the two agree."""
