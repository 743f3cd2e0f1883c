"""From a document's text to its sentences, and from a fact back to the sentence that says it."""
