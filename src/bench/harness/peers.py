"""The upstream and the peers that are measured beside Gatehouse."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from . import BENCH, Unusable
from .processes import accepts, need_tool, status_of, wait_until

HEAP = "-Xms512m -Xmx1g -XX:+UseParallelGC"
ECHO_MODULE = "/usr/lib/nginx/modules/ngx_http_echo_module.so"
ANSWER = '{"pets":[' + ",".join(f'{{"id":{i},"name":"pet-{i:04}","tag":"{"x" * 20}"}}' for i in range(18)) + "]}"
ANSWER += " " * (1024 - len(ANSWER))
MOCK_ANSWER = '{"status":"fine"}'

COMMON = """
daemon off; worker_processes 1; worker_rlimit_nofile 20000; pid {folder}/{name}.pid; {user}
events {{ worker_connections 16000; }}
http {{
  access_log off; default_type application/json; keepalive_requests 100000000; keepalive_timeout 3600s;
  client_body_buffer_size 64k;
  client_body_temp_path {folder}/{name}-1; proxy_temp_path {folder}/{name}-2; fastcgi_temp_path {folder}/{name}-3;
  uwsgi_temp_path {folder}/{name}-4; scgi_temp_path {folder}/{name}-5;
  {http}
}}
"""

UPSTREAM = """
  server {{ listen 127.0.0.1:{port} backlog=4096;
    location /pets {{ return 200 '{answer}'; }}
    location /slow {{ echo_sleep 0.2; echo -n '{answer}'; }}
    location /echo {{ echo_read_request_body; echo_request_body; }}
  }}
"""

PROXY = """
  upstream backend {{ server 127.0.0.1:{upstream}; keepalive 2048; keepalive_requests 100000000; }}
  server {{ listen 127.0.0.1:{port} backlog=4096;
    location / {{ proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For $remote_addr; }}
    location /mock {{ return 200 '{mock}'; }}
  }}
"""


def need_nginx():
    nginx = need_tool("nginx", "nginx-light libnginx-mod-http-echo")
    if not Path(ECHO_MODULE).exists():
        raise Unusable("nginx has no echo module: apt-get install libnginx-mod-http-echo")
    return nginx


def start_upstream(run, port):
    """nginx that answers /pets with 1 KB at once, /slow after 200 ms, and /echo with the request's body."""
    return nginx(run, "upstream", port, f"load_module {ECHO_MODULE};", UPSTREAM.format(port=port, answer=ANSWER))


def start_nginx(run, port, upstream):
    return nginx(run, "nginx", port, "", PROXY.format(port=port, upstream=upstream, mock=MOCK_ANSWER))


def nginx(run, name, port, modules, http):
    user = f"user {pwd.getpwuid(os.getuid()).pw_name};" if os.getuid() == 0 else ""
    conf = run.folder / f"{name}.conf"
    conf.write_text(modules + COMMON.format(folder=run.folder, name=name, user=user, http=http))
    process = run.start(name, [need_nginx(), "-p", run.folder, "-c", conf, "-e", run.folder / f"{name}.err"])
    wait_until(lambda: accepts(port), process, "listening", 20)
    return process


def start_spring_cloud_gateway(run, port, upstream, java_home):
    project = BENCH / "spring-cloud-gateway"
    jar = project / "target" / "spring-cloud-gateway-bench.jar"
    newest = max(file.stat().st_mtime for file in [project / "pom.xml", *project.glob("src/**/*.*")])
    if not jar.exists() or jar.stat().st_mtime < newest:
        maven(["-f", project / "pom.xml", "package"])
    process = run.start(
        "spring-cloud-gateway",
        [Path(java_home) / "bin" / "java", *HEAP.split(), "-jar", jar],
        env={"SERVER_PORT": str(port), "BENCH_UPSTREAM": f"http://127.0.0.1:{upstream}", "BENCH_MOCK": MOCK_ANSWER},
    )
    wait_until(lambda: status_of(f"http://127.0.0.1:{port}/mock") == 200, process, "ready")
    return process


def maven(arguments):
    """Runs Maven quietly; stops with its last lines when it fails."""
    command = [need_tool("mvn", "maven"), "-q", "-B", *map(str, arguments)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise Unusable(f"{' '.join(command)} failed:\n" + "\n".join((done.stdout + done.stderr).splitlines()[-25:]))


def java_home(option):
    """The JDK to run on: the option, else JAVA_HOME, else that of the java on the path."""
    if option or os.environ.get("JAVA_HOME"):
        home = Path(option or os.environ["JAVA_HOME"])
        if not (home / "bin" / "java").exists():
            raise Unusable(f"{home} is no JDK: it has no bin/java")
        return home
    java = shutil.which("java")
    if not java:
        raise Unusable("java is missing: install a JDK 17 or newer, or name it with --jdk")
    return Path(java).resolve().parents[1]
