package io.gatehouse.control.openapi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.gatehouse.control.openapi.Documents;
import io.gatehouse.model.AwsException;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents are read as plain trees; what is not one is refused, and quickly. */
class DocumentReaderTest {
    private static final Duration QUICKLY = Duration.ofSeconds(20);

    @Test
    void jsonAndYamlGiveTheSameTree() {
        assertThat(Documents.read("openapi: 3.0.0\ninfo: {title: A, list: [1, true, null, ~, x]}"))
                .isEqualTo(
                        Documents.read(
                                "{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"A\", \"list\": [1, true, null, null, \"x\"]}}"));
    }

    @Test
    void yamlKeysAreTextAndOldScalarsStayText() {
        assertThat(Documents.read(
                        "200: a\n010: yes\nyes: 010\nd: 2020-01-02\nt: 12:30:45\nn: 1_000\nq: '1'\nf: 1.10\ni: -7"))
                .isEqualTo(Json.createObjectBuilder()
                        .add("200", "a")
                        .add("010", "yes")
                        .add("yes", "010")
                        .add("d", "2020-01-02")
                        .add("t", "12:30:45")
                        .add("n", "1_000")
                        .add("q", "1")
                        .add("f", new java.math.BigDecimal("1.10"))
                        .add("i", -7)
                        .build());
    }

    @Test
    void aliasesAndMergeKeysAreCopied() {
        assertThat(Documents.read("base: &b {x: 1, y: 2}\ncopy: *b\nmore: {<<: *b, y: 3}"))
                .isEqualTo(Documents.read(
                        "{\"base\": {\"x\":1,\"y\":2}, \"copy\": {\"x\":1,\"y\":2}, \"more\": {\"y\":3,\"x\":1}}"));
    }

    @Test
    void explicitPlainTagsAreUnderstood() {
        assertThat(Documents.read("a: !!str 200\nb: !!int '7'\nc: '5'"))
                .isEqualTo(Documents.read("{\"a\": \"200\", \"b\": 7, \"c\": \"5\"}"));
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(Documents.read("\uFEFF{\"a\": 1}")).containsKey("a");
    }

    @Test
    void aDocumentMayBeIndentedAsAWhole() {
        assertThat(Documents.read("\n    a: 1\n    b:\n      c: 2\n  \t"))
                .isEqualTo(Documents.read("{\"a\": 1, \"b\": {\"c\": 2}}"));
        assertThat(Documents.read("\n\t {\"a\": 1}")).containsKey("a");
    }

    @Test
    void manyAliasesOfASmallMappingAreNoBomb() {
        StringBuilder text = new StringBuilder("a: &cors {b: c}\n");
        for (int i = 0; i < 2000; i++) {
            text.append("a").append(i).append(": *cors\n");
        }
        assertThat(Documents.read(text.toString())).hasSize(2001);
    }

    @Test
    void variablesOfAwsAreReplaced() {
        assertThat(Documents.read("a: arn:${AWS::Partition}:x:${AWS::Region}:${AWS::AccountId}:${AWS::Other}")
                        .getString("a"))
                .isEqualTo("arn:aws:x:us-east-1:123456789012:${AWS::Other}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{'key:value}",
                "[1, 2]",
                "text",
                "42",
                "null",
                "{\"a\": 1, \"a\": 2}",
                "a: 1\na: 2",
                "{\"a\": 1} x",
                "a: 1\n---\nb: 2",
                "a: *unknown",
                "a: &x [*x]",
                "a: !!java.net.URL [\"http://127.0.0.1:1/\"]",
                "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://a/\"]]]]",
                "a: !custom x",
                "a: !!binary aGVsbG8=",
                "a: !!set {x}",
                "!!map {? [1]: 2}",
                "? {a: b}\n: c",
                "{\"a\": 1e99999}",
                "a: 1e9999",
                "{\"a\": \"unfinished",
                "a: [",
                "<<: 5"
            })
    void whatIsNoPlainTreeIsRefused(String text) {
        assertThatThrownBy(() -> Documents.read(text))
                .isInstanceOf(AwsException.class)
                .hasMessageStartingWith("Invalid OpenAPI input.")
                .extracting(e -> ((AwsException) e).status())
                .isEqualTo(400);
    }

    @Test
    void invalidUtf8IsRefused() {
        assertThatThrownBy(() -> Documents.read(new byte[] {'a', ':', ' ', (byte) 0xC3, (byte) 0x28}))
                .hasMessage("Invalid OpenAPI input.");
    }

    @Test
    void moreThanTheLimitIsRefusedUnread() {
        assertThatThrownBy(() -> Documents.read(new byte[6 * 1024 * 1024 + 1]))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.status()).isEqualTo(413));
    }

    static Object[] bombs() {
        return new Object[] {
            bomb(
                    "laughs",
                    "x: [lol, lol, lol, lol, lol, lol, lol, lol, lol]",
                    "[%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s]"),
            bomb(
                    "maps",
                    "x: {a: b}",
                    "{a: %1$s, b: %1$s, c: %1$s, d: %1$s, e: %1$s, f: %1$s, g: %1$s, h: %1$s, i: %1$s}"),
            "base: &b {x: 1}\n" + merges(),
            "s: &s " + "a".repeat(1_000_000) + "\nl: [" + "*s,".repeat(1000) + "*s]",
            "[".repeat(5_000_000),
            "{\"a\":".repeat(1_000_000),
            "{\"a\":" + "[".repeat(1_000_000),
            "a: " + "[".repeat(3_000_000),
            "a: " + "{".repeat(3_000_000),
            "- ".repeat(3_000_000),
            "? ".repeat(3_000_000),
            "a: " + "!".repeat(3_000_000),
            "a: " + "&a ".repeat(1_000_000),
            "a: \"" + "\\".repeat(5_000_000),
            "{\"a\": " + "9".repeat(5_000_000) + "}",
            "a: " + "9".repeat(5_000_000) + "x\nb: [",
            "{".repeat(100) + "}".repeat(100) + "x",
            "%TAG ! tag:".repeat(400_000)
        };
    }

    private static String bomb(String name, String first, String level) {
        StringBuilder text = new StringBuilder("# " + name + "\na0: &a0 {" + first + "}\n");
        for (int i = 1; i < 20; i++) {
            text.append("a" + i + ": &a" + i + " " + level.formatted("*a" + (i - 1)) + "\n");
        }
        return text.toString();
    }

    private static String merges() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            text.append("m" + i + ": &m" + i + " {<<: [*" + (i == 0 ? "b" : "m" + (i - 1)) + ", *"
                    + (i == 0 ? "b" : "m" + (i - 1)) + "], k" + i + ": 1}\n");
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombsAreRefusedQuickly(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(
                QUICKLY, () -> assertThatThrownBy(() -> Documents.read(body)).isInstanceOf(AwsException.class));
    }

    @Test
    void aLargeHonestDocumentIsReadQuickly() {
        StringBuilder yaml = new StringBuilder("openapi: 3.0.0\npaths:\n");
        for (int i = 0; i < 40_000; i++) {
            yaml.append("  /p" + i + ":\n    get:\n      responses: {'200': {description: fine, x: [1, 2, 3]}}\n");
        }
        byte[] body = yaml.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(body).hasSizeBetween(2_000_000, 6_000_000);
        assertTimeoutPreemptively(
                QUICKLY, () -> assertThat(Documents.read(body)).containsKey("paths"));
    }
}
