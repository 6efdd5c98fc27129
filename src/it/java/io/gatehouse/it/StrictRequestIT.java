package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that two readers could understand in two ways are refused by both doors, the connection is closed and the
 * backend sees nothing of them. In the requests {@code @} stands for the API's path.
 */
class StrictRequestIT {
    private static final String SMUGGLED = "GET @/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static EchoApi api;

    @BeforeAll
    static void deploy() {
        api = new EchoApi();
    }

    @AfterAll
    static void delete() {
        api.close();
    }

    static List<String> hostile() {
        return List.of(
                head("POST @/x", "Content-Length: +5") + "12345",
                head("POST @/x", "Content-Length: 5, 5") + "12345",
                head("POST @/x", "Content-Length: -1") + SMUGGLED,
                head("POST @/x", "Content-Length: 0x5") + "12345",
                head("POST @/x", "Content-Length: 1111111111111111111111") + SMUGGLED,
                head("POST @/x", "Content-Length: 5\r\nContent-Length: 6") + "123456",
                head("POST @/x", "Transfer-Encoding: gzip, chunked") + "0\r\n\r\n",
                head("POST @/x", "Transfer-Encoding: xchunked") + "0\r\n\r\n" + SMUGGLED,
                head("POST @/x", "Transfer-Encoding: identity") + SMUGGLED,
                head("POST @/x", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity") + "0\r\n\r\n",
                head("GET @/a/../b", "X: y"),
                head("GET @/a/%2e%2e/b", "X: y"),
                head("GET @/a/%2E/b", "X: y"),
                head("GET @/a\\b", "X: y"),
                head("GET @/a%5cb", "X: y"),
                head("GET @/a%00b", "X: y"),
                head("GET @/a%zzb", "Connection: close"),
                head("GET @/a%2", "Connection: close"),
                head("GET @/a\u0001b", "X: y"),
                head("POST @/x", "Content-Length : 5") + "12345",
                head("POST @/x", "Transfer-Encoding : chunked") + "0\r\n\r\n" + SMUGGLED,
                head("POST @/x", "Transfer-Encoding:\u000bchunked") + "0\r\n\r\n" + SMUGGLED,
                head("GET @/a", "X: a\u0001b"),
                head("GET @/a", "X: a\u0000b"),
                "GET @/a HTTP/1.1\r\nHost: user@localhost\r\n\r\n",
                "GET @/a HTTP/1.1\r\nHost: local host\r\n\r\n",
                "GET @/a HTTP/1.1\r\nHost: localhost/x\r\n\r\n",
                "GET @/a HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
                "GET @/a HTTP/1.1\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void theServersPortRefuses(String request) {
        refuses(Address.PATH_AT_SERVER, request);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void theListenerRefuses(String request) {
        refuses(Address.PATH_AT_LISTENER, request);
    }

    static List<String> chunkedInTwoWays() {
        String chunked = head("POST @/x", "Transfer-Encoding: chunked");
        return List.of(
                head("POST @/x", "Content-Length: 4\r\nTransfer-Encoding: chunked") + "0\r\n\r\n" + SMUGGLED,
                head("POST @/x", "Transfer-Encoding: chunked\r\nContent-Length: 4") + "0\r\n\r\n" + SMUGGLED,
                chunked + "zz\r\n\r\n" + SMUGGLED,
                chunked + "-1\r\n\r\n" + SMUGGLED,
                chunked + "0x5\r\n\r\n" + SMUGGLED,
                chunked + "5 5\r\n\r\n" + SMUGGLED);
    }

    @ParameterizedTest
    @MethodSource("chunkedInTwoWays")
    void theListenerRefusesChunksThatAreNotPlain(String request) {
        refuses(Address.PATH_AT_LISTENER, request);
    }

    /** The container reads the chunks before anybody can look at them; so nothing may follow them. */
    @ParameterizedTest
    @MethodSource("chunkedInTwoWays")
    void theServersPortTakesNothingBehindChunks(String request) {
        assertThat(exchange(Address.PATH_AT_SERVER, request).split("HTTP/1.1 ", -1))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(api.seen()).noneMatch(line -> line.contains("smuggled"));
    }

    @ParameterizedTest
    @EnumSource(names = "PATH_.*", mode = Mode.MATCH_ALL)
    void twoRequestsInOneGoGetTwoAnswersInOrder(Address address) {
        String first = "GET @/one HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String second = "GET @/two HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

        String answers = exchange(address, first + second);

        assertThat(answers).containsSubsequence("GET /first/one 0", "GET /first/two 0");
    }

    /** Closing without a word is an answer too; a page with a stack trace is none. */
    @ParameterizedTest
    @EnumSource(names = "PATH_.*", mode = Mode.MATCH_ALL)
    void aBodyThatEndsTooSoonReachesNobody(Address address) {
        List<String> before = api.seen();
        String request = head("POST @/x", "Content-Length: 6") + "abc";

        String answer = api.door(address).exchangeAndEnd(request.replace("@/", api.path()));

        assertThat(answer).doesNotContain("xception:").doesNotContain("<html");
        assertThat(answer).matches("(?s)(|HTTP/1.1 4.*)");
        assertThat(api.seen()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = "PATH_.*", mode = Mode.MATCH_ALL)
    void manyHeadersAndALongUrlAreRefusedAsAwsDoes(Address address) {
        String manyHeaders = "X-Long: " + "x".repeat(7_000) + "\r\n";
        String tooManyHeaders = head("GET @/a", manyHeaders.repeat(3) + "Connection: close");
        String longUrl = head("GET @/" + "a".repeat(10_300), "Connection: close");

        assertThat(exchange(address, tooManyHeaders)).matches("(?s)HTTP/1.1 (431|413|400) .*");
        assertThat(exchange(address, longUrl)).matches("(?s)HTTP/1.1 (414|413|400) .*");
    }

    private static void refuses(Address address, String request) {
        List<String> before = api.seen();

        String answer = exchange(address, request);

        // Closing without a word is a refusal too. Payara itself answers an empty 200 to a target it cannot decode.
        if (!answer.isEmpty()
                && !answer.matches("HTTP/1.1 200 OK\r\n(Connection: close\r\n)?Content-Length: 0\r\n\r\n")) {
            assertThat(answer).matches("(?s)HTTP/1.1 (400|501) .*");
            assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer").hasSize(2);
        }
        assertThat(api.seen()).isEqualTo(before).noneMatch(line -> line.contains("smuggled"));
    }

    private static String exchange(Address address, String request) {
        return api.door(address).exchange(request.replace("@/", api.path()));
    }

    private static String head(String requestLine, String headers) {
        return requestLine + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n";
    }
}
