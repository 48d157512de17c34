"""Records out of the plan: drawn, judged, drawn again where they were refused."""
