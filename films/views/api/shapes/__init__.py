"""The shapes of the API's answers. Its description is made from them, so that it says what is sent."""
