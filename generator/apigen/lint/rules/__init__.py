"""One file a rule: `find` gives the places of a file where a trap of Locust waits."""
