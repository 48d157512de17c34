"""A loopback HTTP server made from any OpenAPI document: the judge of generated load tests.

It reads the document on its own (nothing of `apigen.openapi` is used), so that a
misunderstanding of the generator shows up as a refused request instead of being shared.
It validates each request, demands credentials, remembers what was created and answers 404
for what was not. Start it with `python -m apigen.mock SPEC`; nothing is imported here,
because gevent has to patch the standard library before openapi-core is imported.
"""
