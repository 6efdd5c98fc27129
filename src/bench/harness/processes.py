"""Processes of one run: started in a group of their own, measured by that group, and all ended with the run."""

import contextlib
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from . import Unusable

TICKS = os.sysconf("SC_CLK_TCK")


class Process:
    """A started program with everything it starts itself."""

    def __init__(self, name, popen, log):
        self.name, self.popen, self.log = name, popen, log

    @property
    def group(self):
        return self.popen.pid

    def running(self):
        return self.popen.poll() is None

    def cpu_seconds(self):
        """User and system time so far of the whole group, in steps of 10 ms."""
        ticks = 0
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            with contextlib.suppress(OSError):
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                if int(fields[2]) == self.group:
                    ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS

    def kill(self):
        """kill -9 of the whole group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.group, signal.SIGKILL)
        self.popen.wait()

    def stop(self, seconds=20):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.group, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.popen.wait(seconds)
        self.kill()

    def tail(self, lines=25):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class Run:
    """A temporary folder and the processes of one run. Leaving it ends them all, also after Ctrl-C."""

    def __init__(self, keep=False):
        self.keep = keep
        self.processes = []

    def __enter__(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, end)
        self.folder = Path(tempfile.mkdtemp(prefix="gatehouse-bench-"))
        self.folder.chmod(0o755)
        return self

    def __exit__(self, *failure):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for process in reversed(self.processes):
            process.stop()
        if self.keep:
            print(f"logs and data are kept in {self.folder}", file=sys.stderr)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, name, command, *, env=None, cwd=None, user=None):
        log = self.folder / f"{name}.log"
        with log.open("ab") as out:
            popen = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(env or {})},
                cwd=cwd or self.folder,
                user=user,
                extra_groups=[] if user else None,
                start_new_session=True,
            )
        process = Process(name, popen, log)
        self.processes.append(process)
        return process

    def forget(self, process):
        self.processes.remove(process)


def end(number, _):
    """Ends the run as Ctrl-C does."""
    print(f"{Path(sys.argv[0]).name}: ended by {signal.Signals(number).name}", file=sys.stderr)
    sys.exit(130)


def wait_until(true, process, what, seconds=120):
    """Waits for a process to be ready; its last log lines tell why it is not."""
    deadline = time.monotonic() + seconds
    while not true():
        if not process.running():
            raise Unusable(f"{process.name} ended before {what}:\n{process.tail()}")
        if time.monotonic() > deadline:
            raise Unusable(f"{process.name}: not {what} after {seconds} s:\n{process.tail()}")
        time.sleep(0.1)


def accepts(port):
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    return False


def status_of(url):
    """The HTTP status of a GET, 0 when nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return 0


def need_free(ports):
    """Stops with one line when a port of the run is taken."""
    taken = []
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                taken.append(str(port))
    if taken:
        raise Unusable(f"port {', '.join(taken)} is taken; choose others with --port")


def need_tool(name, package, *folders):
    """The path of a program, or one line that says which Debian package has it."""
    path = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", *map(str, folders)]))
    if not path:
        raise Unusable(f"{name} is missing: apt-get install {package}")
    return path


def need_files(count):
    """Raises the limit of open files as far as allowed; stops with one line when that is too little."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65536 if hard == resource.RLIM_INFINITY else min(hard, 65536)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    if wanted < count:
        raise Unusable(f"{count} open files are needed, the limit is {hard}: raise it with ulimit -Hn {count}")


def main(work):
    """Runs a script's work; what the machine lacks ends it with one line, Ctrl-C with none."""
    try:
        sys.exit(work())
    except Unusable as missing:
        sys.exit(f"{Path(sys.argv[0]).name}: {missing}")
    except KeyboardInterrupt:
        sys.exit(130)
