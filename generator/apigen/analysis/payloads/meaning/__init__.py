"""What a field means: by its name, its description, its format and what the document shows."""
