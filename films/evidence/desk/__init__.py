"""What a curator does at a document's desk."""
