"""Which operations the test is about, which of them get traffic, and the reasons."""
