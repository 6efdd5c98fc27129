package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions of what is written about an API, and the stages that point at one. */
class DocumentationVersionsTest {
    private final ControlPlane plane = new ControlPlane();
    private final Api api = plane.api();

    @BeforeEach
    void deploy() {
        api.mock("GET");
        api.deploy("'stageName': 'prod'");
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void versionsKeepThePartsAndAStageMayPointAtOne() {
        api.call("CreateDocumentationPart", "'location': {'type': 'API'}, 'properties': '{}'");
        JsonObject created = plane.call(
                "CreateDocumentationVersion",
                "{'restApiId': '%s', 'documentationVersion': '1.0', 'stageName': 'prod', 'description': 'first'}",
                api);
        assertThat(created.keySet()).containsExactlyInAnyOrder("version", "createdDate", "description");
        assertThat(plane.call("GetStage", "{'restApiId': '%s', 'stageName': 'prod'}", api)
                        .getString("documentationVersion"))
                .isEqualTo("1.0");
        assertThat(plane.call("GetDocumentationVersions", "{'restApiId': '%s'}", api)
                        .getJsonArray("item"))
                .containsExactly(created);
        String version = "{'restApiId': '%s', 'documentationVersion': '1.0'}";
        assertThat(plane.refusal("DeleteDocumentationVersion", version, api))
                .isEqualTo("400 BadRequest: Active stages pointing to this documentation version must be moved or"
                        + " deleted");
        plane.call(
                "UpdateStage",
                "{'restApiId': '%s', 'stageName': 'prod', 'patchOperations':"
                        + " [{'op': 'replace', 'path': '/documentationVersion', 'value': ''}]}",
                api);
        assertThat(plane.answer("DeleteDocumentationVersion", version, api).status())
                .isEqualTo(202);
        assertThat(plane.refusal("GetDocumentationVersion", version, api))
                .isEqualTo("404 NotFound: Invalid Documentation version specified");
    }

    @Test
    void stagesPointAtVersionsThatAreThere() {
        String patch = "{'restApiId': '%s', 'stageName': 'prod', 'patchOperations':"
                + " [{'op': 'replace', 'path': '/documentationVersion', 'value': '1'}]}";
        assertThat(plane.refusal("UpdateStage", patch, api))
                .isEqualTo("400 BadRequest: Invalid Documentation version specified");
        plane.call("CreateDocumentationVersion", "{'restApiId': '%s', 'documentationVersion': '1'}", api);
        assertThat(plane.call("UpdateStage", patch, api).getString("documentationVersion"))
                .isEqualTo("1");
    }

    @Test
    void versionsAreNamedOnceAndOnlyTheirDescriptionChanges() {
        String create = "{'restApiId': '%s', 'documentationVersion': '%s'}";
        plane.call("CreateDocumentationVersion", create, api, "a/b");
        assertThat(plane.refusal("CreateDocumentationVersion", create, api, "a/b"))
                .isEqualTo("409 Conflict: Documentation version already exists for this REST API");
        assertThat(plane.refusal("CreateDocumentationVersion", create, api, " "))
                .isEqualTo("400 BadRequest: Documentation version must be non-empty");
        assertThat(plane.refusal("CreateDocumentationVersion", create, "nope", "x"))
                .startsWith("404 NotFound: Invalid API identifier specified");
        assertThat(plane.refusal(
                        "CreateDocumentationVersion",
                        "{'restApiId': '%s', 'documentationVersion': 'x', 'stageName': 'nope'}",
                        api))
                .isEqualTo("404 NotFound: Invalid stage identifier specified");
        assertThat(plane.refusal("GetDocumentationVersion", create, api, "x")).startsWith("404");
        String patch = "{'restApiId': '%s', 'documentationVersion': 'a/b', 'patchOperations': [{'op': '%s', 'path':"
                + " '%s', 'value': 'new'}]}";
        assertThat(plane.call("UpdateDocumentationVersion", patch, api, "replace", "/description")
                        .getString("description"))
                .isEqualTo("new");
        assertThat(plane.refusal("UpdateDocumentationVersion", patch, api, "replace", "/version"))
                .isEqualTo("400 BadRequest: Invalid patch path  '/version' specified for op 'replace'. Must be one"
                        + " of: [/description]");
    }
}
