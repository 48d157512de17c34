"""Values of one meaning: names, places, texts, moments, files."""
