package io.gatehouse.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.control.kind.RestKeys;
import io.gatehouse.model.AwsException;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is not in the recorded cases: the families of rules on other operations and members. */
class RestOperationsTest {
    private final ControlPlane plane = new ControlPlane();
    private final Api api = plane.api();
    private final String root = api.root();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void identifiersHaveAwsShape() {
        assertThat(api.id()).matches("[a-z0-9]{10}");
        assertThat(root).matches("[a-z0-9]{10}");
        assertThat(api.resource(root, "pets")).matches("[a-z0-9]{6}");
    }

    @Test
    void unknownApiIsNotAnsweredAlike() {
        String unknown = "404 NotFound: Invalid API identifier specified 000000000000:nope";
        assertThat(plane.refusal("GetRestApi", "{'restApiId': 'nope'}")).isEqualTo(unknown);
        assertThat(plane.refusal("DeleteRestApi", "{'restApiId': 'nope'}")).isEqualTo(unknown);
        assertThat(plane.refusal("GetResources", "{'restApiId': 'nope'}")).isEqualTo(unknown);
        assertThat(plane.refusal("GetStages", "{'restApiId': 'nope'}")).isEqualTo(unknown);
        assertThat(plane.refusal("CreateDeployment", "{'restApiId': 'nope'}")).isEqualTo(unknown);
        assertThat(plane.refusal("CreateResource", "{'restApiId': 'nope', 'parentId': 'x', 'pathPart': 'y'}"))
                .isEqualTo("404 NotFound: Invalid Resource identifier specified");
        assertThat(plane.refusal("GetStage", "{'restApiId': 'nope', 'stageName': 'x'}"))
                .isEqualTo("404 NotFound: Invalid stage identifier specified");
    }

    @Test
    void lookupOfAnApiIsCaseSensitiveAndTakesHostileNames() {
        for (String id : new String[] {api.id().toUpperCase(Locale.ROOT), "../" + api.id(), "%2F", "a/b", "' or 1=1"}) {
            JsonObject input =
                    jakarta.json.Json.createObjectBuilder().add("restApiId", id).build();
            assertThat(plane.refusalOf("GetRestApi", input)).startsWith("404 NotFound: Invalid API identifier");
            assertThat(plane.refusalOf("DeleteRestApi", input)).startsWith("404 NotFound: Invalid API identifier");
        }
        assertThat(plane.call("GetRestApis", "{}").getJsonArray("item")).hasSize(1);
    }

    @Test
    void partsOfAnotherApiAreNotThere() {
        String other = plane.call("CreateRestApi", "{'name': 'other'}").getString("id");
        assertThat(plane.refusal("GetResource", "{'restApiId': '%s', 'resourceId': '%s'}", other, root))
                .isEqualTo("404 NotFound: Invalid Resource identifier specified");
        assertThat(plane.refusal(
                        "CreateResource", "{'restApiId': '%s', 'parentId': '%s', 'pathPart': 'x'}", other, root))
                .isEqualTo("404 NotFound: Invalid Resource identifier specified");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrDouble() {
        for (int i = 0; i < 6; i++) {
            api.resource(root, "r" + i);
        }
        var seen = new TreeSet<String>();
        JsonObject page = plane.call("GetResources", "{'restApiId': '%s', 'limit': 3}", api);
        int pages = 1;
        while (true) {
            page.getJsonArray("item")
                    .forEach(each -> assertThat(seen.add(each.asJsonObject().getString("id")))
                            .isTrue());
            if (!page.containsKey("position")) {
                break;
            }
            page = plane.call(
                    "GetResources",
                    "{'restApiId': '%s', 'limit': 3, 'position': '%s'}",
                    api,
                    page.getString("position"));
            pages++;
        }
        assertThat(seen).hasSize(7);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void positionsThatAreNotOursAndLimitsBelowOneAreRefused() {
        for (String position : new String[] {"x", "%%%", "MTox=", "bm90IG91cnM"}) {
            assertThat(plane.refusal("GetRestApis", "{'position': '" + position + "'}"))
                    .isEqualTo("400 BadRequest: Invalid position parameter specified");
        }
        assertThat(plane.refusal("GetRestApis", "{'limit': 0}")).startsWith("400 BadRequest: Invalid limit");
        assertThat(plane.call("GetRestApis", "{'limit': 100000}").getJsonArray("item"))
                .hasSize(1);
    }

    @Test
    void pathPartsFollowAwsRules() {
        String refused = "400 BadRequest: Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path"
                + " variable and curly braces at the beginning and the end.";
        for (String part : new String[] {"a b", "a/b", "{a", "a}", "{a}b", "{a++}", "{+}", "{}", "a%2F", "é", "a+"}) {
            assertThat(refusedResource(root, part)).isEqualTo(refused);
        }
        assertThat(refusedResource(root, "")).isEqualTo("400 BadRequest: Resource's path part must be specified");
        for (String part : new String[] {"a.b_c-d", "v1:batch", "a,b", "{id}", "UPPER"}) {
            assertThat(api.resource(root, part)).isNotEmpty();
        }
        assertThat(refusedResource(root, "{other}"))
                .isEqualTo("400 BadRequest: A sibling ({id}) of this resource already has a variable path part --"
                        + " only one is allowed");
        assertThat(refusedResource(root, "{id}"))
                .isEqualTo("409 Conflict: Another resource with the same parent already has this name: {id}");
    }

    @Test
    void nothingStandsBelowAGreedyResource() {
        String greedy = api.resource(root, "{proxy+}");
        String refused = "400 BadRequest: Cannot create a child of a resource with a greedy path variable: {proxy+}";
        assertThat(refusedResource(greedy, "x")).isEqualTo(refused);
        String pets = api.resource(root, "pets");
        assertThat(patchRefused(pets, "/parentId", greedy)).isEqualTo(refused);
        String dogs = api.resource(pets, "dogs");
        api.resource(dogs, "x");
        assertThat(patchRefused(dogs, "/pathPart", "{all+}"))
                .isEqualTo("400 BadRequest: Cannot create a child of a resource with a greedy path variable: {all+}");
    }

    @Test
    void movingAndRenamingChangesThePathsOfAllBelow() {
        String a = api.resource(root, "a");
        String b = api.resource(a, "b");
        String c = api.resource(b, "{c}");
        patch(a, "/pathPart", "z");
        assertThat(path(c)).isEqualTo("/z/b/{c}");
        patch(b, "/parentId", root);
        assertThat(path(b)).isEqualTo("/b");
        assertThat(path(c)).isEqualTo("/b/{c}");
        assertThat(patchRefused(b, "/parentId", b)).isEqualTo("400 BadRequest: Resources cannot be cyclical.");
        assertThat(patchRefused(b, "/parentId", c)).isEqualTo("400 BadRequest: Resources cannot be cyclical.");
        assertThat(path(c)).isEqualTo("/b/{c}");
    }

    @Test
    void rootCannotBeDeleted() {
        assertThat(plane.refusal("DeleteResource", "{'restApiId': '%s', 'resourceId': '%s'}", api, root))
                .startsWith("400 BadRequest: Root resource");
    }

    @Test
    void resourceMethodsAreNamedAlwaysAndShownWhenAskedFor() {
        api.mock("GET");
        assertThat(plane.call("GetResource", "{'restApiId': '%s', 'resourceId': '%s'}", api, root)
                        .getJsonObject("resourceMethods"))
                .hasToString("{\"GET\":{}}");
        JsonObject embedded = plane.call("GetResources", "{'restApiId': '%s', 'embed': ['methods']}", api)
                .getJsonArray("item")
                .getJsonObject(0);
        assertThat(embedded.getJsonObject("resourceMethods")
                        .getJsonObject("GET")
                        .getJsonObject("methodIntegration"))
                .containsEntry("type", jakarta.json.Json.createValue("MOCK"));
    }

    @Test
    void methodsAreCheckedAgainstWhatTheyReferTo() {
        assertThat(refusedMethod("FETCH", "'authorizationType': 'NONE'"))
                .isEqualTo("400 BadRequest: Invalid HttpMethod specified. Valid options are"
                        + " GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
        assertThat(refusedMethod("GET", "'authorizationType': 'CUSTOM'"))
                .startsWith("400 BadRequest: Invalid authorizer ID specified.");
        assertThat(refusedMethod("GET", "'authorizationType': 'MAGIC'")).startsWith("400 BadRequest: Invalid auth");
        assertThat(refusedMethod("GET", "'authorizationType': 'NONE', 'requestModels': {'a/b': 'petModel'}"))
                .isEqualTo("400 BadRequest: Invalid model identifier specified: petModel");
        assertThat(refusedMethod("GET", "'authorizationType': 'NONE', 'requestModels': {'123': 'Empty'}"))
                .isEqualTo("400 BadRequest: Validation Result: warnings : [], errors : [Invalid content type"
                        + " specified: 123]");
        assertThat(refusedMethod("GET", "'authorizationType': 'NONE', 'requestParameters': {'true': true}"))
                .isEqualTo("400 BadRequest: Invalid mapping expression specified: Validation Result: warnings : [],"
                        + " errors : [Invalid mapping expression specified: true]");
        assertThat(plane.call("GetResource", "{'restApiId': '%s', 'resourceId': '%s'}", api, root))
                .doesNotContainKey("resourceMethods");
        api.mock("GET");
        assertThat(refusedMethod("GET", "'authorizationType': 'NONE'"))
                .isEqualTo("409 Conflict: Method already exists for this resource");
    }

    @Test
    void cloneHasTheSamePartsAndIsAnotherApi() {
        api.mock("GET");
        JsonObject clone = plane.call("CreateRestApi", "{'name': 'copy', 'cloneFrom': '%s'}", api);
        String id = clone.getString("id");
        assertThat(id).isNotEqualTo(api.id());
        plane.call("CreateDeployment", "{'restApiId': '%s', 'stageName': 'dev'}", id);
        assertThat(plane.call("GetModels", "{'restApiId': '%s'}", id).getJsonArray("item"))
                .hasSize(2);
        assertThat(plane.refusal("CreateRestApi", "{'name': 'copy', 'cloneFrom': 'nope'}"))
                .isEqualTo("404 NotFound: Invalid API identifier specified 000000000000:nope");
    }

    @Test
    void deletingAnApiTakesAllOfItAlong() {
        api.mock("GET");
        api.deploy("'stageName': 'dev'");
        api.call("DeleteRestApi", "");
        assertThat(plane.store.<List<?>>transaction(tx -> tx.subtree(RestKeys.restApi(api.id()))))
                .isEmpty();
    }

    @Test
    void ofTwoThatCreateTheSameSiblingOneIsRefused() throws Exception {
        var work = new ArrayList<Callable<String>>();
        for (int i = 0; i < 8; i++) {
            String name = i % 2 == 0 ? "same" : "{variable" + i + "}";
            work.add(() -> {
                try {
                    return api.call("CreateResource", "'parentId': '" + api.root() + "', 'pathPart': '" + name + "'")
                            .getString("path");
                } catch (AwsException refused) {
                    return "";
                }
            });
        }
        var pool = Executors.newFixedThreadPool(4);
        Set<String> made = new HashSet<>();
        try {
            for (Future<String> one : pool.invokeAll(work, 60, TimeUnit.SECONDS)) {
                if (!one.get().isEmpty()) {
                    assertThat(made.add(one.get())).isTrue();
                }
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(made).hasSize(2).contains("/same");
    }

    private String refusedResource(String parent, String part) {
        return api.refusal("CreateResource", "'parentId': '%s', 'pathPart': '%s'", parent, part);
    }

    private String path(String resource) {
        return api.call("GetResource", "'resourceId': '%s'", resource).getString("path");
    }

    private void patch(String resource, String path, String value) {
        api.call(
                "UpdateResource",
                "'resourceId': '%s', " + Patches.operations("replace " + path + " " + value),
                resource);
    }

    private String patchRefused(String resource, String path, String value) {
        return api.refusal(
                "UpdateResource",
                "'resourceId': '%s', " + Patches.operations("replace " + path + " " + value),
                resource);
    }

    private String refusedMethod(String httpMethod, String members) {
        return api.refusal("PutMethod", api.at(httpMethod) + ", " + members);
    }
}
