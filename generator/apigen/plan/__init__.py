"""The test plan: every decision about the load test is taken here, none in the templates."""
