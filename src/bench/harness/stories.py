"""Writes whose effect is known beforehand, and the check that what is stored is their effect and nothing else."""

import copy
from dataclasses import dataclass, field
from typing import Optional

MOCK = {"type": "MOCK", "requestTemplates": {"application/json": '{"statusCode":200}'}}
WHOLE = ["MOCK", "integration 200", "method 200"]
STAGE = "live"


@dataclass
class State:
    """What can be seen of an API. Names and texts only: ids of unanswered writes are not known."""

    description: str = ""
    resources: dict = field(default_factory=lambda: {"/": {}})
    deployments: set = field(default_factory=set)
    stages: dict = field(default_factory=dict)


@dataclass
class Write:
    """One signed call, and what it makes of the state. A state of None is an API that is not there."""

    name: str
    call: object
    effect: object


class Story:
    """The writes of one API, in order. At any time at most one is under way."""

    def __init__(self, name, imported, deleted):
        self.name, self.id, self.done = name, None, 0
        self.state: Optional[State] = None
        self.under_way: Optional[Write] = None
        self.ids = {}
        self.writes = [
            *([self.create_by_import()] if imported else [self.create()]),
            *self.by_hand(),
            self.deploy("by hand"),
            self.put("overwrite", "over", 6, "written over"),
            self.patch_description("patched"),
            self.deploy("overwritten"),
            self.put("merge", "more", 4, "patched"),
            self.patch_stage("variables set"),
            self.delete_resource("/more"),
            self.put("overwrite", "last", 8, "written over again"),
            self.deploy("last"),
            *([self.delete()] if deleted else []),
        ]

    @property
    def finished(self):
        return self.done == len(self.writes)

    def next(self, client):
        """Makes the next write; returning means that it was acknowledged."""
        write = self.writes[self.done]
        self.under_way = write
        write.call(client)
        self.settle(self.after(write))

    def after(self, write):
        state = copy.deepcopy(self.state) or State()
        return write.effect(state)

    def settle(self, state):
        """The write under way has taken place."""
        self.state, self.under_way = state, None
        self.done += 1

    def resolve(self, client, ids):
        """Compares with what is stored after a restart; returns what is wrong, or None."""
        actual = look(client, ids[0]) if ids else None
        if len(ids) > 1:
            return f"{self.name}: is there {len(ids)} times"
        if isinstance(actual, str):
            return f"{self.name}: {actual}"
        if self.under_way and actual == (after := self.after(self.under_way)):
            self.settle(after)
        elif actual != self.state:
            during = f" while {self.under_way.name} was under way" if self.under_way else ""
            return f"{self.name}{during}: {difference(actual, self.state)}"
        self.under_way = None
        self.id = ids[0] if ids else None
        self.ids = {}
        return None

    # The writes.

    def at(self, path=""):
        return f"/restapis/{self.id}{path}"

    def resource(self, client, path):
        """The address of a resource; asked for when it is needed, so that a write is settled by its own answer alone."""
        if path not in self.ids:
            self.ids = {one["path"]: one["id"] for one in client.all(self.at("/resources"))}
        return self.at(f"/resources/{self.ids[path]}")

    def create(self):
        def call(client):
            self.id = client.post("/restapis", {"name": self.name})["id"]

        return Write("CreateRestApi", call, lambda state: state)

    def create_by_import(self):
        def call(client):
            self.id = client.post("/restapis", document(self.name, "first", 5, "imported"), mode="import")["id"]

        return Write("ImportRestApi", call, lambda state: with_paths(state, "first", 5, "imported"))

    def by_hand(self):
        def put(path, body):
            return lambda client: client.put(self.resource(client, "/hand") + "/methods/GET" + path, body)

        def set_resource(state):
            state.resources["/hand"] = {}
            return state

        def set_method(value):
            def effect(state):
                state.resources["/hand"]["GET"] = value
                return state

            return effect

        response = {"responseTemplates": {"application/json": '{"from":"hand"}'}}
        return [
            Write(
                "CreateResource",
                lambda client: client.post(self.resource(client, "/"), {"pathPart": "hand"}),
                set_resource,
            ),
            Write("PutMethod", put("", {"authorizationType": "NONE"}), set_method([])),
            Write("PutMethodResponse", put("/responses/200", {}), set_method(["method 200"])),
            Write("PutIntegration", put("/integration", MOCK), set_method(["MOCK", "method 200"])),
            Write("PutIntegrationResponse", put("/integration/responses/200", response), set_method(WHOLE)),
        ]

    def deploy(self, description):
        def call(client):
            client.post(self.at("/deployments"), {"stageName": STAGE, "description": description})

        def effect(state):
            state.deployments.add(description)
            state.stages[STAGE] = (description, state.stages.get(STAGE, ("", ""))[1])
            return state

        return Write("CreateDeployment", call, effect)

    def put(self, mode, prefix, count, description):
        def call(client):
            client.put(self.at(), document(self.name, prefix, count, description), mode=mode)
            self.ids = {}

        def effect(state):
            if mode == "overwrite":
                state.resources = {"/": {}}
            return with_paths(state, prefix, count, description)

        return Write(f"PutRestApi ({mode}, {count} resources)", call, effect)

    def patch_description(self, text):
        def effect(state):
            state.description = text
            return state

        operation = {"op": "replace", "path": "/description", "value": text}
        return Write("UpdateRestApi", lambda client: client.patch(self.at(), operation), effect)

    def patch_stage(self, text):
        def effect(state):
            state.stages[STAGE] = (state.stages[STAGE][0], text)
            return state

        operation = {"op": "replace", "path": "/description", "value": text}
        return Write("UpdateStage", lambda client: client.patch(self.at(f"/stages/{STAGE}"), operation), effect)

    def delete_resource(self, path):
        def effect(state):
            state.resources = {p: m for p, m in state.resources.items() if p != path and not p.startswith(path + "/")}
            return state

        return Write("DeleteResource", lambda client: client.delete(self.resource(client, path)), effect)

    def delete(self):
        return Write("DeleteRestApi", lambda client: client.delete(self.at()), lambda state: None)


def with_paths(state, prefix, count, description):
    state.description = description
    state.resources[f"/{prefix}"] = {}
    for i in range(count):
        state.resources[f"/{prefix}/r{i}"] = {"GET": WHOLE}
    return state


def document(title, prefix, count, description):
    """An OpenAPI document of several resources, each with a whole MOCK method."""
    answer = {"statusCode": "200", "responseTemplates": {"application/json": f'{{"from":"{prefix}"}}'}}
    operation = {
        "responses": {"200": {"description": "fine"}},
        "x-amazon-apigateway-integration": {**MOCK, "type": "mock", "responses": {"default": answer}},
    }
    return {
        "openapi": "3.0.1",
        "info": {"title": title, "version": "1", "description": description},
        "paths": {f"/{prefix}/r{i}": {"get": operation} for i in range(count)},
    }


def look(client, api_id):
    """The state of a stored API, or a text that says how it is broken."""
    at = f"/restapis/{api_id}"
    resources = client.get(at + "/resources", embed="methods", limit="500")["item"]
    by_id = {resource["id"]: resource for resource in resources}
    for resource in resources:
        if resource["path"] == "/":
            continue
        parent = by_id.get(resource.get("parentId"))
        if parent is None:
            return f"resource {resource['path']} has no parent"
        if resource["path"] != parent["path"].rstrip("/") + "/" + resource["pathPart"]:
            return f"resource {resource['path']} does not lie below {parent['path']}"
    if sum(resource["path"] == "/" for resource in resources) != 1:
        return "there is not exactly one root resource"
    deployments = {one["id"]: one["description"] for one in client.all(at + "/deployments")}
    stages = client.get(at + "/stages")["item"]
    for stage in stages:
        if stage["deploymentId"] not in deployments:
            return f"stage {stage['stageName']} points at no deployment"
    return State(
        client.get(at).get("description", ""),
        {one["path"]: {verb: parts(m) for verb, m in one.get("resourceMethods", {}).items()} for one in resources},
        set(deployments.values()),
        {one["stageName"]: (deployments[one["deploymentId"]], one.get("description", "")) for one in stages},
    )


def parts(method):
    """What a method consists of, as sorted names."""
    integration = method.get("methodIntegration")
    found = [f"method {status}" for status in method.get("methodResponses", {})]
    if integration:
        found += [integration["type"]]
        found += [f"integration {status}" for status in integration.get("integrationResponses", {})]
    return sorted(found)


def probe_path(state):
    """A path that the stage must serve, and the text of its answer; None when nothing is deployed."""
    if not state or STAGE not in state.stages:
        return None
    prefix = {"by hand": "hand", "overwritten": "over", "last": "last"}[state.stages[STAGE][0]]
    path = "/hand" if prefix == "hand" else f"/{prefix}/r0"
    return path, f'{{"from":"{prefix}"}}'


def difference(stored, acknowledged):
    """What is stored otherwise than acknowledged, member by member."""
    if stored is None or acknowledged is None:
        return "it is not there" if stored is None else "it is still there"
    pairs = ((name, getattr(stored, name), value) for name, value in vars(acknowledged).items())
    return "; ".join(f"{name} is {is_}, acknowledged was {was}" for name, is_, was in pairs if is_ != was)
