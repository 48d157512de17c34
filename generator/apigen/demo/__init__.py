"""The demo shop: a small real server for the API of `specs/shop.yaml`, so that a first load test has something to hit.

It takes its document at its word: openapi-core checks each request, tokens expire, what is created belongs to an
account. Start it with `python -m apigen.demo --port 8765`. Only `apigen.demo.document` is light enough to import
elsewhere; the rest brings Flask, gevent and openapi-core and belongs in a process of its own.
"""
