"""Run tests on a server of PostgreSQL that is started for them: `python -m tests.servers [pytest arguments]`."""

import os
import subprocess
import sys

from tests.servers.postgresql import programs, running_server

if programs() is None:
    sys.exit("PostgreSQL is not installed (on Debian and Ubuntu: apt install postgresql)")
with running_server() as server:
    environment = {**os.environ, "DATABASE_URL": server.url("postgres")}
    sys.exit(subprocess.run([sys.executable, "-m", "pytest", *sys.argv[1:]], env=environment).returncode)
