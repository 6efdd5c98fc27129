package io.gatehouse.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    @ParameterizedTest
    @CsvSource({
        "GET,  /,               GET /",
        "GET,  '',              GET /",
        "GET,  /pets,           GET /pets",
        "GET,  /pets/,          GET /pets",
        "GET,  /pets/mine,      GET /pets/mine",
        "GET,  /pets/m%69ne,    GET /pets/mine",
        "GET,  /pets/7,         GET /pets/{id}",
        "GET,  /pets/7/,        GET /pets/{id}",
        "GET,  /pets/%2F,       GET /pets/{id}",
        "GET,  /pets/Mine,      GET /pets/{id}",
        "GET,  /pets/7/toys,    GET /pets/{id}/toys",
        "GET,  /pets/mine/toys, GET /pets/{id}/toys",
        "GET,  /dogs,           GET /{proxy+}",
        "GET,  /dogs/rex/a,     GET /{proxy+}",
        "GET,  /pets/7/shoes,   GET /{proxy+}",
        "GET,  //pets,          GET /{proxy+}",
        "GET,  /pets//toys,     GET /{proxy+}"
    })
    void theMostSpecificPathWins(String httpMethod, String path, String expected) {
        RouteTable routes =
                table("GET /", "GET /pets", "GET /pets/mine", "GET /pets/{id}", "GET /pets/{id}/toys", "GET /{proxy+}");

        assertThat(routes.match(httpMethod, path)).hasToString(expected);
    }

    @Test
    void aBetterPathWithoutTheMethodGivesWay() {
        RouteTable routes = table("POST /test", "OPTIONS /{proxy+}", "DELETE /test/{id}", "ANY /{any}/x");

        assertThat(routes.match("OPTIONS", "/test")).hasToString("OPTIONS /{proxy+}");
        assertThat(routes.match("POST", "/test")).hasToString("POST /test");
        assertThat(routes.match("GET", "/test/x")).hasToString("ANY /{any}/x");
        assertThat(routes.match("DELETE", "/test/x")).hasToString("DELETE /test/{id}");
    }

    @Test
    void anExplicitMethodBeatsAnyAtOneResourceButNotAnyOfABetterOne() {
        RouteTable routes = table("ANY /a", "GET /a", "GET /{x}", "ANY /{x}");

        assertThat(routes.match("GET", "/a")).hasToString("GET /a");
        assertThat(routes.match("PUT", "/a")).hasToString("ANY /a");
        assertThat(routes.match("GET", "/b")).hasToString("GET /{x}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "get", "FOO", "", "ANY"})
    void anyIsTheSevenVerbs(String httpMethod) {
        assertThat(table("ANY /a").match(httpMethod, "/a")).isNull();
    }

    @Test
    void headIsNotServedByGet() {
        assertThat(table("GET /a").match("HEAD", "/a")).isNull();
        assertThat(table("ANY /a").match("HEAD", "/a")).isNotNull();
    }

    @Test
    void greedyDoesNotMatchItsParent() {
        RouteTable routes = table("GET /{proxy+}", "GET /files/{path+}");

        assertThat(routes.match("GET", "/")).isNull();
        assertThat(routes.match("GET", "")).isNull();
        assertThat(routes.match("GET", "/files")).hasToString("GET /{proxy+}");
        assertThat(routes.match("GET", "/files/")).hasToString("GET /{proxy+}");
        assertThat(routes.match("GET", "/files/a")).hasToString("GET /files/{path+}");
    }

    @Test
    void emptySegmentsAreSegmentsThatNoVariableTakes() {
        RouteTable routes = table("GET /{a}", "GET /{a}/{b}");

        assertThat(routes.match("GET", "//")).isNull();
        assertThat(routes.match("GET", "/a//")).isNull();
        assertThat(routes.match("GET", "//b")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/{id},            /7,             id,    7",
        "/{id},            /7/,            id,    7",
        "/{id},            /a%20b,         id,    a b",
        "/{id},            /a+b,           id,    a+b",
        "/{id},            /%E4%BD%A0,     id,    你",
        "/{id},            /a%2Fb,         id,    a/b",
        "/{id},            /100%25,        id,    100%",
        "/{id},            /bad%zz%4,      id,    bad%zz%4",
        "/{id},            /%FF,           id,    \uFFFD",
        "/{a}/x/{b},       /1/x/2,         a,     1",
        "/{a}/x/{b},       /1/x/2/,        b,     2",
        "/{proxy+},        /a/b/c,         proxy, a/b/c",
        "/{proxy+},        /a/b/c/,        proxy, a/b/c",
        "/{proxy+},        //a,            proxy, /a",
        "/v1/{id}/{rest+}, /v1/7/a%20b//c, rest,  a b//c",
        "/v1/{id}/{rest+}, /v1/7/a/b,      id,    7"
    })
    void pathParametersAreDecodedAndWithoutTheLastSlash(String resource, String path, String name, String value) {
        DeployedMethod method = Objects.requireNonNull(table("GET " + resource).match("GET", path));

        assertThat(method.pathParameter(name, path)).isEqualTo(value);
        assertThat(method.pathParameter("other", path)).isNull();
    }

    @Test
    void aThousandSiblingsAreAllFound() {
        var methods = new ArrayList<String>();
        for (int i = 0; i < 1000; i++) {
            methods.add("GET /r" + i);
        }
        RouteTable routes = table(methods.toArray(String[]::new));

        for (int i = 0; i < 1000; i++) {
            assertThat(routes.match("GET", "/r" + i)).hasToString("GET /r" + i);
        }
        assertThat(routes.match("GET", "/r1000")).isNull();
    }

    @Test
    void agreesWithASlowMatcherOnRandomTables() {
        var random = new Random(42);
        for (int round = 0; round < 2000; round++) {
            Set<String> methods = randomMethods(random);
            RouteTable routes = table(methods.toArray(String[]::new));
            for (int i = 0; i < 20; i++) {
                String path = randomPath(random);
                String verb = pick(random, "GET", "POST", "HEAD");
                assertThat(String.valueOf(routes.match(verb, path)))
                        .as("%s %s in %s", verb, path, methods)
                        .isEqualTo(slowMatch(methods, verb, path));
            }
        }
    }

    private static Set<String> randomMethods(Random random) {
        var methods = new TreeSet<String>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            var path = new StringBuilder();
            int depth = random.nextInt(4);
            for (int segment = 0; segment < depth; segment++) {
                path.append('/').append(pick(random, "a", "b", "c", "{v}", "{v}"));
            }
            if (depth == 0 || random.nextInt(4) == 0) {
                path.append(random.nextBoolean() || depth > 0 ? "/{g+}" : "/");
            }
            methods.add(pick(random, "GET", "POST", "ANY") + " " + path);
        }
        return methods;
    }

    private static String randomPath(Random random) {
        var path = new StringBuilder();
        int depth = random.nextInt(5);
        for (int segment = 0; segment < depth; segment++) {
            path.append('/').append(pick(random, "a", "b", "c", "d", "%61", "", "a"));
        }
        return path.append(random.nextInt(3) == 0 ? "/" : "").toString();
    }

    /** Tries every method and takes the best by the words of the rule. */
    private static String slowMatch(Set<String> methods, String verb, String path) {
        String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<String> segments =
                whole.isEmpty() ? List.of() : List.of(whole.substring(1).split("/", -1));
        return methods.stream()
                .filter(method -> method.startsWith(verb + " ") || method.startsWith("ANY "))
                .filter(method -> matches(resource(method), segments))
                .min(Comparator.comparing((String method) -> rank(resource(method)))
                        .thenComparing(method -> method.startsWith("ANY ")))
                .orElse("null");
    }

    private static List<String> resource(String method) {
        String path = method.substring(method.indexOf(' ') + 1);
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    private static boolean matches(List<String> resource, List<String> segments) {
        for (int i = 0; i < resource.size(); i++) {
            String part = resource.get(i);
            if (part.endsWith("+}")) {
                return !String.join("/", segments.subList(Math.min(i, segments.size()), segments.size()))
                        .isEmpty();
            }
            if (i >= segments.size()) {
                return false;
            }
            String segment = URLDecoder.decode(segments.get(i), StandardCharsets.UTF_8);
            if (part.startsWith("{") ? segment.isEmpty() : !part.equals(segment)) {
                return false;
            }
        }
        return resource.size() == segments.size();
    }

    private static String rank(List<String> resource) {
        var rank = new StringBuilder();
        resource.forEach(part -> rank.append(part.endsWith("+}") ? 2 : part.startsWith("{") ? 1 : 0));
        return rank.toString();
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** A table of methods written as {@code GET /path}. */
    private static RouteTable table(String... methods) {
        return new RouteTable(Arrays.stream(methods)
                .map(method -> method.split(" ", 2))
                .map(parts -> new DeployedMethod(
                        "r1",
                        parts[1].strip(),
                        parts[0],
                        DeployedRequestValidator.NONE,
                        new DeployedIntegration.Unsupported("A test")))
                .toList());
    }
}
