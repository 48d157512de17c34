"""What a change of the document does to the test."""
