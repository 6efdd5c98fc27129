package io.gatehouse.execute.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.config.Settings;
import io.gatehouse.execute.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictRequestCheckTest {
    private final StrictRequestCheck check = new StrictRequestCheck(Settings.Limits.AWS);

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/prod/pets, /prod/pets",
        "/prod//pets/, /prod//pets/",
        "/%70ets, /pets",
        "/a%7eb%2D%5f, /a~b-_",
        "/a%2fb, /a%2Fb",
        "/%e4%bd%a0, /%E4%BD%A0",
        "/a.b/..c/d../...e, /a.b/..c/d../...e",
        "/v1;x=1/a, /v1;x=1/a",
        "/a%252e%252e/b, /a%252e%252e/b",
        "/%25, /%25",
        "/a:b@c!$&'()*+=, /a:b@c!$&'()*+=",
    })
    void pathsAreGivenOnInOneForm(String sent, String path) {
        assertThat(check.path("GET", sent, null)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "pets",
                "http:/x",
                "/a b",
                "/a\tb",
                "/a\\b",
                "/a%5Cb",
                "/a%5cb",
                "/a\0b",
                "/a%00b",
                "/a\u007f",
                "/a\u00e9",
                "/a\u4f60",
                "/a{b}",
                "/a|b",
                "/a^b",
                "/a`b",
                "/a\"b",
                "/a<b>",
                "/a[0]",
                "/a#b",
                "/a?b",
                "/%",
                "/%4",
                "/%zz",
                "/%4g",
                "/%\uff11\uff12",
                "/.",
                "/..",
                "/a/../b",
                "/a/./b",
                "/a/..",
                "/a/.",
                "/%2e",
                "/%2E%2e",
                "/a/%2e./b",
                "/.%2E",
                "/a/..;/b",
                "/a/..;x=1/b",
                "/a/.;",
                "/a/..%2fb",
                "/a%2f..%2Fb",
                "/a%2F%2e%2e",
                "/a/..%3b/b",
                "/a\r\nb",
                "/a%0d%0a/../b"
            })
    void pathsThatServersReadDifferentlyAreRefused(String path) {
        assertThat(refusal(() -> check.path("GET", path, null))).isEqualTo(Refusal.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b&c=d", "a[0]=1", "x=%7B%0A&y=a+b", "q=/?:@!$'()*,;", "a=../..", "a=%5C"})
    void ordinaryQueriesPass(String query) {
        assertThat(check.path("GET", "/", query)).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a=%",
                "a=%1",
                "a=%g1",
                "a=%00",
                "a=\0",
                "a|b",
                "a={b}",
                "a\\b",
                "a=\u00e9",
                "a#b",
                "a\r\n",
                "\"",
                "<"
            })
    void queriesWithOtherCharactersAreRefused(String query) {
        assertThat(refusal(() -> check.path("GET", "/", query))).isEqualTo(Refusal.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GE T", "GET\r", "G:T", "G\u00c9T", "(GET)"})
    void methodsMustBeTokens(String method) {
        assertThat(refusal(() -> check.path(method, "/", null))).isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void aTargetMayHaveTenThousandTwoHundredAndFortyCharacters() {
        String path = "/" + "a".repeat(10_229);
        assertThat(check.path("GET", path, "123456789")).isEqualTo(path);
        assertThat(refusal(() -> check.path("GET", path, "1234567890"))).isEqualTo(Refusal.URI_TOO_LONG);
        assertThat(refusal(() -> check.path("GET", "/" + "a".repeat(10_240), null)))
                .isEqualTo(Refusal.URI_TOO_LONG);
    }

    @ParameterizedTest
    @CsvSource({
        "/a?b, /a?b",
        "http://api.example/a?b, /a?b",
        "HTTPS://API.example/, /",
        "http://api.example, /",
        "http://api.example?b, /?b",
    })
    void absoluteFormOfTheSameHostLosesItsAuthority(String target, String origin) {
        assertThat(StrictRequestCheck.originForm(target, "api.example")).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other/a",
                "http://api.example:80/a",
                "http://u@api.example/",
                "ftp://api.example/",
                "api.example:443",
                "*"
            })
    void otherTargetsAreRefused(String target) {
        assertThat(refusal(() -> StrictRequestCheck.originForm(target, "api.example")))
                .isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void anAbsoluteFormTargetNeedsHostToo() {
        assertThat(refusal(() -> StrictRequestCheck.originForm("http://a/", null)))
                .isEqualTo(Refusal.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "a1.execute-api.us-east-1.localhost:443",
                "127.0.0.1:80",
                "[::1]",
                "[::1]:8080",
                "my_host",
                "h:65535"
            })
    void authoritiesPass(String host) {
        assertThat(refusal(() -> check.fields(new Headers().add("Host", host), false)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "a b",
                "a,b",
                "user@host",
                "host:",
                "host:a",
                "host:65536",
                "host:123456",
                "host:80:80",
                "http://host",
                "host/path",
                "[::1",
                "[]",
                "[::1]x",
                "[::1]:",
                "[g::1]",
                "::1",
                "a\tb",
                "h\u00e9",
                "a%41",
                "a?b",
                "[1.2.3.4]"
            })
    void otherHostsAreRefused(String host) {
        assertThat(refusal(() -> check.fields(new Headers().add("Host", host), false)))
                .isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void hostMustBeThereOnce() {
        assertThat(refusal(() -> check.fields(new Headers(), false))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(() -> check.fields(new Headers().add("Host", "a").add("host", "a"), false)))
                .isEqualTo(Refusal.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "10485760", "000000000000000005"})
    void contentLengthIsDigits(String length) {
        assertThat(refused("Content-Length", length)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+5", "-1", "5, 5", "5 5", "0x5", "5.0", "\u0665", "1234567890123456789", "five"})
    void otherContentLengthsAreRefused(String length) {
        assertThat(refused("Content-Length", length)).isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void contentLengthsMustAgree() {
        assertThat(refused("Content-Length", "5", "content-length", "5")).isNull();
        assertThat(refused("Content-Length", "5", "content-length", "6")).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refused("Content-Length", "5", "content-length", "05")).isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void aDeclaredBodyAboveTenMegabytesIsTooLarge() {
        assertThat(refused("Content-Length", "10485761")).isEqualTo(Refusal.PAYLOAD_TOO_LARGE);
        assertThat(refused("Content-Length", "999999999999999999")).isEqualTo(Refusal.PAYLOAD_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "gzip, chunked",
                "chunked, chunked",
                "chunked;q=1",
                "xchunked",
                "chunked\u000b",
                "chunked,"
            })
    void onlyASingleChunkedIsATransferEncoding(String coding) {
        assertThat(refused("Transfer-Encoding", coding)).isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void chunkedStandsAlone() {
        assertThat(refused("Transfer-Encoding", "Chunked")).isNull();
        assertThat(refused("Transfer-Encoding", "chunked", "Transfer-Encoding", "chunked"))
                .isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refused("Transfer-Encoding", "chunked", "Content-Length", "5"))
                .isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refused("Content-Length", "0", "TRANSFER-ENCODING", "chunked"))
                .isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(
                        () -> check.fields(new Headers().add("Host", "a").add("Transfer-Encoding", "chunked"), true)))
                .isEqualTo(Refusal.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Y", "Transfer-Encoding ", "X\r", "X:", "X\u00e9", "(X)", "X\0"})
    void fieldNamesMustBeTokens(String name) {
        assertThat(refused(name, "a")).isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void controlCharactersInValuesAreRefusedButTabs() {
        for (char c = 0; c < ' '; c++) {
            assertThat(refused("X-A", "a" + c + "b")).isEqualTo(c == '\t' ? null : Refusal.BAD_REQUEST);
        }
        assertThat(refused("X-A", "a\u007f")).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refused("X-A", "caf\u00e9")).isNull();
        assertThat(refused("X-A", "\u010a")).isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void onlyOneExpectationIsKnown() {
        assertThat(refused("Expect", "100-Continue")).isNull();
        assertThat(refused("Expect", "200-ok")).isEqualTo(Refusal.EXPECTATION_FAILED);
    }

    @Test
    void allFieldsMayHave20480Bytes() {
        // Host: a takes 9 bytes with separators, X: 1 + 4.
        assertThat(refused("X", "a".repeat(20_480 - 9 - 5))).isNull();
        assertThat(refused("X", "a".repeat(20_480 - 9 - 4))).isEqualTo(Refusal.HEADERS_TOO_LARGE);
    }

    private @Nullable Refusal refused(String... lines) {
        var headers = new Headers().add("Host", "a");
        for (int i = 0; i < lines.length; i += 2) {
            headers.add(lines[i], lines[i + 1]);
        }
        return refusal(() -> check.fields(headers, false));
    }

    private static @Nullable Refusal refusal(Runnable step) {
        RefusedRequest refused = catchThrowableOfType(RefusedRequest.class, step::run);
        return refused == null ? null : refused.refusal();
    }
}
