"""Starting processes: Locust on a generated folder, a server to try it on."""
