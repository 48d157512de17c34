"""The API as apigen sees it: `read_api` turns a source document into an `Api`."""
