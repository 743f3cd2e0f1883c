"""Reading facts out of a document's sentences, each with the sentence that states it."""
