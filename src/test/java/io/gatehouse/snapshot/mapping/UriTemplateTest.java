package io.gatehouse.snapshot.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.snapshot.mapping.ValueSource.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriTemplateTest {
    private static final Map<String, ValueSource> MAPPED = Map.of(
            "id", new ValueSource(Kind.REQUEST_PATH, "id", null),
            "proxy", new ValueSource(Kind.REQUEST_PATH, "proxy", null));

    @ParameterizedTest
    @CsvSource({
        "http://h,                 false, h,           80,   /,        ",
        "https://h,                true,  h,           443,  /,        ",
        "HTTP://H.example:8080/a,  false, H.example,   8080, /a,       ",
        "http://h:/a,              false, h,           80,   /a,       ",
        "http://h/a?b=c#d,         false, h,           80,   /a,       b=c",
        "http://h/a#d?b=c,         false, h,           80,   /a,       ",
        "http://h?b=c,             false, h,           80,   /,        b=c",
        "http://[::1]:9000/a,      false, [::1],       9000, /a,       ",
        "http://127.0.0.1:9000//a, false, 127.0.0.1,   9000, //a,      ",
        "http://my_host-1/a b|c,   false, my_host-1,   80,   /a%20b%7Cc,",
        "http://h/%7E%zz,          false, h,           80,   /%7E%25zz,"
    })
    void anAddressIsTakenApart(String uri, boolean tls, String host, int port, String path, String query) {
        assertThat(Endpoint.parse(uri)).isEqualTo(new Endpoint(tls, host, port, path, query));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "",
                "h",
                "ftp://h/",
                "http:/h",
                "http://",
                "http:///a",
                "http://h:0",
                "http://h:65536",
                "http://h:99999999999",
                "http://h:8o",
                "http://u@h/",
                "http://u:p@h/",
                "http://h h/",
                "http://h\r\nX: y/",
                "http://[::1/",
                "http://[]/",
                "http://h\\@g/",
                "http://hé/",
                "http://[::1]x/"
            })
    void whatIsNoHttpAddressIsRefused(String uri) {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.parse(uri));
    }

    @Test
    void mappedNamesAreReplacedAndEncodedForTheirPlace() {
        assertThat(render("http://h/p/{id}/x?q={id}", "a b&c/d=é", null))
                .isEqualTo("http://h:80/p/a%20b&c/d=%C3%A9/x?q=a%20b%26c/d%3D%C3%A9");
    }

    @Test
    void namesThatAreNotMappedStayAsTheyAre() {
        assertThat(render("http://h/{other}/{id}", "7", null)).isEqualTo("http://h:80/%7Bother%7D/7");
    }

    @Test
    void anAbsentValueLeavesTheName() {
        assertThat(UriTemplate.compile("http://h/{id}", MAPPED)
                        .render(source -> null)
                        .path())
                .isEqualTo("/%7Bid%7D");
    }

    @Test
    void aStageVariableMayHoldHostPortPathAndQuery() {
        assertThat(render("https://${stageVariables.v}/p?q", "", "127.0.0.1:5602/"))
                .isEqualTo("https://127.0.0.1:5602//p?q");
        assertThat(render("${stageVariables.v}/p", "", "http://h/base")).isEqualTo("http://h:80/base/p");
        assertThat(render("http://h/?${stageVariables.v}", "", "a=b&c")).isEqualTo("http://h:80/?a=b&c");
    }

    @Test
    void aMissingStageVariableIsRefused() {
        UriTemplate uri = UriTemplate.compile("http://${stageVariables.v}/", Map.of());

        assertThatIllegalArgumentException().isThrownBy(() -> uri.render(source -> null));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"..", ".", "a/../b", "../a", "a/..", "./a"})
    void aValueCannotClimbOutOfThePath(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> render("http://h/base/{proxy}", value, null));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"...", "a..b", ".a", "a.", "a/b..c"})
    void dotsInNamesAreNoClimbing(String value) {
        assertThat(render("http://h/base/{proxy}", value, null)).isEqualTo("http://h:80/base/" + value);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"evil.test/", "evil.test#", "evil.test?", "u@evil.test", "evil:1", "", "a b", "a\r\nb"})
    void aValueInTheHostIsAPartOfTheName(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> render("http://{id}.backend.test/", value, null));
    }

    @Test
    void aPlainNameMayBeAPartOfTheHost() {
        assertThat(render("http://{id}.backend.test/", "blue", null)).isEqualTo("http://blue.backend.test:80/");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"", "{id}", "{id}://h", "htt${stageVariables.v}", "ftp://{id}"})
    void aTemplateThatCanBecomeNoAddressIsRefused(String uri) {
        assertThatIllegalArgumentException().isThrownBy(() -> UriTemplate.compile(uri, MAPPED));
    }

    private static String render(String uri, String mapped, @Nullable String stageVariable) {
        Endpoint endpoint = UriTemplate.compile(uri, MAPPED)
                .render(source -> source.kind() == Kind.STAGE_VARIABLE ? stageVariable : mapped);
        return (endpoint.tls() ? "https://" : "http://")
                + endpoint.host()
                + (endpoint.tls() && endpoint.port() == 443 ? "" : ":" + endpoint.port())
                + endpoint.path()
                + (endpoint.query() == null ? "" : "?" + endpoint.query());
    }
}
