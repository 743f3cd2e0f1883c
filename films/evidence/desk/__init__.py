"""Do what a curator does at a document's desk."""
