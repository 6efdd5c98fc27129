"""A PostgreSQL of this run's own, from the system's programs, in a temporary folder."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from . import Unusable
from .processes import accepts, need_tool, wait_until


class Postgres:
    """Serves on 127.0.0.1, with fsync on. Under root it runs as another user, since PostgreSQL refuses root."""

    def __init__(self, run, port):
        folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
        self.initdb = need_tool("initdb", "postgresql", *folders)
        self.postgres = need_tool("postgres", "postgresql", *folders)
        self.run, self.port, self.user = run, port, other_user()

    def start(self):
        # The socket folder is left empty: its path would be too long for a socket in some temporary folders.
        data = self.run.folder / "postgres"
        data.mkdir(mode=0o700)
        if self.user:
            shutil.chown(data, self.user)
        done = subprocess.run(
            [self.initdb, "-D", data, "-A", "trust", "-U", "gatehouse", "-E", "UTF8", "--locale=C"],
            user=self.user,
            extra_groups=[] if self.user else None,
            cwd="/",
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Unusable(f"initdb failed: {done.stderr[-1000:]}")
        command = [self.postgres, "-D", data, "-h", "127.0.0.1", "-p", self.port, "-c", "unix_socket_directories="]
        process = self.run.start("postgres", command, cwd="/", user=self.user)
        wait_until(lambda: accepts(self.port), process, "listening", 30)
        return {
            "GATEHOUSE_DB_URL": f"jdbc:postgresql://127.0.0.1:{self.port}/postgres",
            "GATEHOUSE_DB_USER": "gatehouse",
            "GATEHOUSE_DB_PASSWORD": "unused",
        }

    def query(self, sql):
        psql = need_tool("psql", "postgresql-client", *sorted(Path("/usr/lib/postgresql").glob("*/bin")))
        command = [psql, "-h", "127.0.0.1", "-p", str(self.port), "-U", "gatehouse", "-d", "postgres", "-AtX", "-c", sql]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def other_user():
    """Under root: who runs PostgreSQL instead."""
    if os.getuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise Unusable("PostgreSQL refuses to run as root and there is no user postgres or nobody")
