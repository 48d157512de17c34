"""What holds for all tests."""

import os
import socket

# Tests run side by side, and some start a Locust of several processes: each side gets a port of its own for these.
with socket.socket() as _probe:
    _probe.bind(("127.0.0.1", 0))
    _port = str(_probe.getsockname()[1])
os.environ |= {"LOCUST_MASTER_BIND_PORT": _port, "LOCUST_MASTER_NODE_PORT": _port}
