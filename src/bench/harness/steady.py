"""A steady load: requests at a fixed rate, whether or not earlier ones are answered, and a small upstream for them."""

import asyncio
import contextlib
import itertools
import multiprocessing
import signal
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 16
TIMEOUT = 10


@dataclass(frozen=True)
class Answer:
    """One request: when it was due, begun and ended (monotonic seconds), and what came; status 0 is no answer."""

    target: str
    due: float
    begun: float
    ended: float
    status: int
    text: str


class Load:
    """Sends from a process of its own, so that the sender's work does not delay the load.

    Every target gets the same share of the rate, and its URLs in turn.
    """

    def __init__(self, urls_by_target, rate):
        self.urls_by_target, self.rate = urls_by_target, rate
        self.stopping = multiprocessing.Event()
        self.pipe, far_end = multiprocessing.Pipe(duplex=False)
        self.process = multiprocessing.Process(target=self.work, args=(far_end,), daemon=True)
        self.process.start()

    def finish(self):
        """Stops sending and returns every answer."""
        self.stopping.set()
        answers = self.pipe.recv()
        self.process.join()
        return answers

    def work(self, pipe):
        ends_with_its_parent()
        pipe.send(asyncio.run(self.send_all()))

    async def send_all(self):
        answers, begin = [], time.monotonic() + 0.1
        tasks = []
        for target, urls in self.urls_by_target.items():
            ticks = itertools.count(len(tasks) / CONNECTIONS / len(self.urls_by_target))
            dues = (begin + tick * len(self.urls_by_target) / self.rate for tick in ticks)
            turns = zip(dues, itertools.cycle(urls))
            tasks += [self.connection(target, turns, answers) for _ in range(CONNECTIONS)]
        await asyncio.gather(*tasks)
        return answers

    async def connection(self, target, turns, answers):
        """One kept connection: takes the next request that is due until the load stops."""
        streams = None
        while not self.stopping.is_set():
            due, url = next(turns)
            await asyncio.sleep(due - time.monotonic())
            begun = time.monotonic()
            try:
                if streams is None:
                    streams = await asyncio.open_connection(urlsplit(url).hostname, urlsplit(url).port)
                status, text, kept = await asyncio.wait_for(get(*streams, url), TIMEOUT)
            except (OSError, EOFError, ValueError, asyncio.TimeoutError) as failure:
                status, text, kept = 0, f"{type(failure).__name__}: {failure}", False
            answers.append(Answer(target, due, begun, time.monotonic(), status, text))
            if not kept and streams:
                streams[1].close()
                streams = None
        if streams:
            streams[1].close()


def ends_with_its_parent():
    """Ctrl-C is the parent's to handle; it ends its children."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


async def get(reader, writer, url):
    """Status, text, and whether the connection can be used again."""
    parts = urlsplit(url)
    writer.write(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int(await reader.readline(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    else:
        body = await reader.readexactly(int(headers["content-length"]))
    return int(head[0].split()[1]), body.decode(), headers.get("connection", "").lower() != "close"


class Upstream:
    """Answers GET /version/{n} with {"version":n}, from a process of its own."""

    def __init__(self, port):
        self.port = port
        self.process = multiprocessing.Process(target=self.work, daemon=True)
        self.process.start()

    def work(self):
        ends_with_its_parent()
        asyncio.run(self.serve())

    async def serve(self):
        server = await asyncio.start_server(self.connection, "127.0.0.1", self.port)
        async with server:
            await server.serve_forever()

    async def connection(self, reader, writer):
        with contextlib.suppress(EOFError, OSError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = b'{"version":%s}' % head.split(b" ", 2)[1].rsplit(b"/", 1)[1]
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body
                )
                await writer.drain()
        writer.close()
