"""Gatehouse on a WildFly of its own: unpacked once, a fresh base folder per run, server-config/wildfly applied."""

import http.client
import os
import re
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

from . import ROOT, Unusable
from .client import ControlPlane, Refused, credentials_of
from .peers import HEAP, maven
from .processes import accepts

SERVERS = ROOT / ".servers" / "bench"


def war(option):
    """The WAR to run: the named one, else the project's, built now."""
    if option:
        if not Path(option).is_file():
            raise Unusable(f"{option} is no file")
        return Path(option).resolve()
    maven(["-f", ROOT / "pom.xml", "-DskipTests", "package"])
    return ROOT / "target" / "gatehouse.war"


def wildfly_home():
    """The server in the version of the project, unpacked from the package registry's zip."""
    version = re.search(r"<version\.wildfly>(.+?)<", (ROOT / "pom.xml").read_text())[1]
    home = SERVERS / f"wildfly-{version}"
    if not home.exists():
        SERVERS.mkdir(parents=True, exist_ok=True)
        maven([
            "dependency:copy",
            f"-Dartifact=org.wildfly:wildfly-dist:{version}:zip",
            f"-DoutputDirectory={SERVERS}",
        ])
        archive = SERVERS / f"wildfly-dist-{version}.zip"
        unpacking = SERVERS / f"unpacking-{os.getpid()}"
        with zipfile.ZipFile(archive) as files:
            files.extractall(unpacking)
        (unpacking / f"wildfly-{version}").rename(home)
        unpacking.rmdir()
        archive.unlink()
    return home


class Gatehouse:
    """One server. Takes `port` (HTTP), `port + 1` (management), `port + 2` (HTTPS) and `port + 3` (own listener)."""

    def __init__(self, run, war, port, java_home, settings=None, heap=HEAP):
        self.run, self.port, self.listener_port = run, port, port + 3
        self.home, self.base = wildfly_home(), run.folder / "wildfly"
        self.data = run.folder / "gatehouse-data"
        self.process = None
        self.env = {
            "JAVA_HOME": str(java_home),
            "JBOSS_JAVA_SIZING": f"{heap} -XX:MaxMetaspaceSize=256m",
            "GATEHOUSE_DATA_DIR": str(self.data),
            "GATEHOUSE_LISTENER_PORT": str(self.listener_port),
            **(settings or {}),
        }
        shutil.copytree(self.home / "standalone", self.base)
        self.configure()
        deployment = shutil.copy(war, self.base / "deployments" / "gatehouse.war")
        self.refused = Path(f"{deployment}.failed")

    @property
    def ports(self):
        return range(self.port, self.port + 4)

    def configure(self):
        """Applies the project's server set-up to this base folder."""
        for script in sorted((ROOT / "server-config" / "wildfly").glob("*.cli")):
            commands = script.read_text()
            if "embed-server" not in commands:
                commands = f"embed-server --server-config=standalone.xml\n{commands}\nstop-embedded-server\n"
            copy = self.run.folder / script.name
            copy.write_text(commands)
            done = subprocess.run(
                ["sh", self.home / "bin" / "jboss-cli.sh", f"-Djboss.server.base.dir={self.base}", f"--file={copy}"],
                env={**os.environ, **self.env},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
            )
            if done.returncode:
                raise Unusable(f"{script.name} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")

    def start(self):
        """Starts the server and waits until it serves."""
        log = self.run.folder / "gatehouse.log"
        begin = log.stat().st_size if log.exists() else 0
        properties = {
            "jboss.server.base.dir": self.base,
            "jboss.bind.address": "127.0.0.1",
            "jboss.bind.address.management": "127.0.0.1",
            "jboss.http.port": self.port,
            "jboss.management.http.port": self.port + 1,
            "jboss.https.port": self.port + 2,
        }
        command = ["sh", self.home / "bin" / "standalone.sh", *(f"-D{name}={value}" for name, value in properties.items())]
        self.refused.unlink(missing_ok=True)
        self.process = self.run.start("gatehouse", command, env=self.env)
        deadline = time.monotonic() + 180
        while not self.ready():
            text = log.read_text(errors="replace")[begin:]
            if self.refused.exists() or not self.process.running() or time.monotonic() > deadline:
                errors = [line[:300] for line in text.splitlines() if re.search(r"ERROR|Caused by|FATAL", line)]
                raise Unusable("Gatehouse did not start:\n" + "\n".join(errors[:20] or text.splitlines()[-20:]))
            time.sleep(0.1)
        return self

    def ready(self):
        """Whether the control plane answers signed calls and the own listener accepts connections."""
        try:
            self.client().get("/restapis", limit="1")
        except (OSError, http.client.HTTPException, Refused):
            return False
        return accepts(self.listener_port)

    def kill(self):
        self.process.kill()
        self.run.forget(self.process)

    def client(self):
        return ControlPlane(self.port, credentials_of(self.data))

    def door_urls(self, api_id, stage):
        """The base URL of a stage at each door."""
        path = f"/execute-api/{api_id}/{stage}"
        return {
            "servlet door": f"http://127.0.0.1:{self.port}{path}",
            "own listener": f"http://127.0.0.1:{self.listener_port}{path}",
        }


class Api:
    """A REST API under construction, through single signed calls."""

    def __init__(self, client, name):
        self.client = client
        self.id = client.post("/restapis", {"name": name})["id"]
        self.path = f"/restapis/{self.id}"
        self.root = client.all(f"{self.path}/resources")[0]["id"]

    def resource(self, path_part, parent=None):
        return self.client.post(f"{self.path}/resources/{parent or self.root}", {"pathPart": path_part})["id"]

    def http_proxy(self, resource, method, uri):
        self.method(resource, method, {"type": "HTTP_PROXY", "httpMethod": method, "uri": uri})

    def mock(self, resource, method, answer):
        """A MOCK whose 200 answer is this literal JSON text."""
        at = self.method(resource, method, {"type": "MOCK", "requestTemplates": {"application/json": '{"statusCode":200}'}})
        self.client.put(f"{at}/responses/200", {})
        self.client.put(f"{at}/integration/responses/200", {"responseTemplates": {"application/json": answer}})

    def method(self, resource, method, integration):
        at = f"{self.path}/resources/{resource}/methods/{method}"
        self.client.put(at, {"authorizationType": "NONE"})
        self.client.put(f"{at}/integration", integration)
        return at

    def deploy(self, stage):
        return self.client.post(f"{self.path}/deployments", {"stageName": stage})["id"]
