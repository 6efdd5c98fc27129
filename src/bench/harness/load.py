"""One wrk run and what it cost the measured process."""

import re
import subprocess
from dataclasses import dataclass

from .processes import need_tool

POST = 'wrk.method = "POST"\nwrk.body = string.rep("x", 4096)\nwrk.headers["Content-Type"] = "text/plain"\n'
UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}


@dataclass(frozen=True)
class Sample:
    """What wrk counted. Latencies in milliseconds; CPU time of the measured process in microseconds per request."""

    requests_per_second: float
    p50: float
    p99: float
    cpu_micros: float
    requests: int
    not_2xx: int
    socket_errors: int


def need_wrk():
    return need_tool("wrk", "wrk")


def measure(process, url, connections, seconds, script=None):
    command = [need_wrk(), "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "--latency"]
    command += ["-s", str(script), url] if script else [url]
    before = process.cpu_seconds()
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = process.cpu_seconds() - before
    requests = int(re.search(r"(\d+) requests in", text)[1])
    not_2xx = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    sockets = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    return Sample(
        requests_per_second=float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        p50=millis(re.search(r"(?m)^\s+50%\s+(\S+)", text)[1]),
        p99=millis(re.search(r"(?m)^\s+99%\s+(\S+)", text)[1]),
        cpu_micros=spent / max(requests, 1) * 1e6,
        requests=requests,
        not_2xx=int(not_2xx[1]) if not_2xx else 0,
        socket_errors=sum(map(int, sockets.groups())) if sockets else 0,
    )


def millis(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * UNITS[unit]
