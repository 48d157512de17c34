"""What stands at every place of a request: schemas as a request sees them, and what their authors left to be read."""
