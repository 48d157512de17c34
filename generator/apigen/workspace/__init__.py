"""The generated folder on disk: what was generated last, what the user made of it, and what changes now."""
