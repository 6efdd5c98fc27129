"""A control-plane client that signs with AWS Signature Version 4."""

import configparser
import datetime
import hashlib
import hmac
import http.client
import json
import urllib.parse
from pathlib import Path


class Refused(Exception):
    """The control plane answered with something else than 2xx."""

    def __init__(self, method, path, status, body):
        super().__init__(f"{method} {path}: {status} {body[:300]}")
        self.status = status


class ControlPlane:
    """Signed calls over one kept connection; one per thread."""

    def __init__(self, port, credentials, region="us-east-1"):
        self.host = f"127.0.0.1:{port}"
        self.credentials, self.region = credentials, region
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path, **query):
        return self.call("GET", path, query=query)

    def post(self, path, body, **query):
        return self.call("POST", path, body, query)

    def put(self, path, body, **query):
        return self.call("PUT", path, body, query)

    def patch(self, path, *operations):
        return self.call("PATCH", path, {"patchOperations": list(operations)})

    def delete(self, path):
        return self.call("DELETE", path)

    def all(self, path):
        """Every item of a listing, over all of its pages."""
        items, position = [], {}
        while True:
            page = self.get(path, limit="500", **position)
            items += page.get("item", [])
            if "position" not in page:
                return items
            position = {"position": page["position"]}

    def call(self, method, path, body=None, query=None):
        """The parsed answer; a body of bytes is sent as it is. OSError or HTTPException when there was none, Refused when it was not 2xx."""
        payload = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        target = path + ("?" + canonical_query(query) if query else "")
        try:
            self.connection.request(method, target, payload, self.signed(method, path, query or {}, payload))
            answer = self.connection.getresponse()
            text = answer.read().decode()
        except Exception:
            self.connection.close()
            raise
        if not 200 <= answer.status < 300:
            raise Refused(method, target, answer.status, text)
        return json.loads(text) if text else {}

    def signed(self, method, path, query, payload):
        key_id, secret = self.credentials
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        headers = {
            "accept": "application/json",
            "content-type": "application/json",
            "host": self.host,
            "x-amz-date": now,
        }
        names = ";".join(headers)
        request = "\n".join([
            method,
            urllib.parse.quote(path, safe="/-_.~"),
            canonical_query(query),
            *(f"{name}:{value}" for name, value in headers.items()),
            "",
            names,
            hashlib.sha256(payload).hexdigest(),
        ])
        scope = f"{now[:8]}/{self.region}/apigateway/aws4_request"
        digest = hashlib.sha256(request.encode()).hexdigest()
        key = ("AWS4" + secret).encode()
        for part in scope.split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        signature = hmac.new(key, f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{digest}".encode(), hashlib.sha256).hexdigest()
        headers["authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={key_id}/{scope}, SignedHeaders={names}, Signature={signature}"
        )
        return headers


def canonical_query(query):
    quote = urllib.parse.quote
    return "&".join(f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in sorted(query.items()))


def credentials_of(data_folder):
    """The administrator's key as the server wrote it at its first start."""
    file = configparser.ConfigParser(interpolation=None)
    file.read_string((Path(data_folder) / "admin-credentials").read_text())
    section = file["default"]
    return section["aws_access_key_id"], section["aws_secret_access_key"]
