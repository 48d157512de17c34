"""What the shop answers, one module per tag of the document. The document's guard has seen each request before."""
