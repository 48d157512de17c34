"""apigen turns an OpenAPI document into a Locust load test that people run, edit and regenerate.

The work flows in one direction, one package a stage, each a function from one immutable value to the next:
`source -> openapi -> analysis -> plan -> render -> workspace`. `docs/architecture.md` gives the reasons.
"""

__version__ = "0.1.0"
