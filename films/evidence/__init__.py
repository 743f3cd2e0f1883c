"""Turn documents into sentences, proposals and cited facts."""
