package io.gatehouse.execute.mapping.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSONPath in {@code $input.json} and {@code $input.path}. */
class JsonPathTest {
    private static final String STORE =
            """
            {"store": {"book": [
              {"title": "A", "price": 8.95, "tags": ["x", "y"]},
              {"title": "B", "price": 12.99, "isbn": "1"},
              {"title": "C", "price": 22, "isbn": "2", "none": null}],
             "bicycle": {"color": "red", "price": 19.95}},
             "strange key": 1, "a-b": 2, "number": 5, "empty": [], "text": "say \\"hi\\"/\\n"}""";

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "$.number -> 5",
                "number -> 5",
                "$['strange key'] -> 1",
                "$[\"strange key\"] -> 1",
                "$.a-b -> 2",
                "$.store.bicycle -> {\"color\":\"red\",\"price\":19.95}",
                "$.store.bicycle.color -> \"red\"",
                "$.store.book[0].title -> \"A\"",
                "$.store.book[-1].title -> \"C\"",
                "$['store']['book'][1]['isbn'] -> \"1\"",
                "$.store.book[*].title -> [\"A\",\"B\",\"C\"]",
                "$.store.book[0,2].title -> [\"A\",\"C\"]",
                "$.store.book[1:].title -> [\"B\",\"C\"]",
                "$.store.book[:1].title -> [\"A\"]",
                "$.store.book[-2:].title -> [\"B\",\"C\"]",
                "$.store.book[0]['title','price'] -> [\"A\",8.95]",
                "$..price -> [8.95,12.99,22,19.95]",
                "$..book[0].title -> [\"A\"]",
                "$.store.*.color -> [\"red\"]",
                "$.store.book[?(@.isbn)].title -> [\"B\",\"C\"]",
                "$.store.book[?(!@.isbn)].title -> [\"A\"]",
                "$.store.book[?(@.price < 10)].title -> [\"A\"]",
                "$.store.book[?(@.price >= 12.99 && @.isbn == '2')].title -> [\"C\"]",
                "$.store.book[?(@.price < 10 || @.isbn == \"1\")].title -> [\"A\",\"B\"]",
                "$.store.book[?(@.price > $.number)].title -> [\"A\",\"B\",\"C\"]",
                "$.store.book[?(@.title =~ /[ab]/i)].title -> [\"A\",\"B\"]",
                "$.store.book[?(@.title in ['A', 'C'])].title -> [\"A\",\"C\"]",
                "$.store.book[?(@.tags contains 'x')].title -> [\"A\"]",
                "$.store.book[2].none -> null",
                "$.store.book.length() -> 3",
                "$.store.book[*].price.max() -> 22.0",
                "$.empty -> []",
                "$.nothing -> \"\"",
                "$.store.book[9] -> \"\"",
                "$.number.deeper -> \"\"",
                "$.store.book.title -> \"\"",
                "$..nothing -> []",
                "$.text -> \"say \\\"hi\\\"/\\n\"",
            })
    void jsonWritesWhatThePathLeadsTo(String path, String expected) {
        String quoted = path.replace("'", "''");
        assertThat(TestInput.render("$input.json('" + quoted + "')", STORE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.", "$[", "$['a", "$[?(@.a ==)]", "$.a[b]", "$[1,]", "$..", "$[?(", "$.a b", "$$"})
    void brokenPathFailsTheTemplate(String path) {
        assertThatThrownBy(() -> TestInput.render("$input.path(\"" + path + "\")", STORE))
                .isInstanceOf(TemplateFailure.class)
                .hasMessageContaining("JSONPath");
    }

    // AWS: recorded; maps print as Java's, arrays as JSON.
    @Test
    void valuesPrintAsTheyDoInAws() {
        String body = "{\"a\": 1, \"b\": [{\"c\": 5}], \"d\": null, \"e\": \"text\", \"f\": true}";
        assertThat(TestInput.render("$input.path('$')", body))
                .isEqualTo("{a=1, b=[{\"c\":5}], d=null, e=text, f=true}");
        assertThat(TestInput.render("$input.path('$.b')|$input.path('$.d')|$input.path('$.e')", body))
                .isEqualTo("[{\"c\":5}]||text");
    }

    @Test
    void bodyThatIsNotJsonIsTold() {
        assertThatThrownBy(() -> TestInput.render("$input.json('$.a')", "{\"a\": "))
                .isInstanceOfSatisfying(TemplateFailure.class, failure -> assertThat(failure.unreadableBody())
                        .isTrue());
    }

    /** Every value of a random document is found under the path that leads to it, and read and written it stays itself. */
    @Test
    void everyPlaceOfADocumentIsFound() {
        var random = new Random(4);
        for (int i = 0; i < 200; i++) {
            var places = new java.util.ArrayList<String[]>();
            String document = document(random, "$", 0, places);
            assertThat(TestInput.render("$input.json('$')", document)).isEqualTo(document);
            for (String[] place : places) {
                assertThat(TestInput.render("$input.json(\"" + place[0] + "\")", document))
                        .as(place[0] + " of " + document)
                        .isEqualTo(place[1]);
            }
        }
    }

    private static String document(Random random, String path, int depth, java.util.List<String[]> places) {
        int kind = depth == 0 ? 4 : depth > 3 ? random.nextInt(4) : random.nextInt(6);
        String text =
                switch (kind) {
                    case 0 -> Integer.toString(random.nextInt(2000) - 1000);
                    case 1 -> Boolean.toString(random.nextBoolean());
                    case 2 -> Double.toString(random.nextInt(1000) / 8.0);
                    case 3 -> "\"t" + random.nextInt(100) + " \\\"\\\\\\n\"";
                    case 4 -> {
                        var object = new StringBuilder("{");
                        for (int i = random.nextInt(4); i >= 0; i--) {
                            String inner = path + (random.nextBoolean() ? ".m" + i : "['m" + i + "']");
                            object.append("\"m").append(i).append("\":");
                            object.append(document(random, inner, depth + 1, places))
                                    .append(i == 0 ? "" : ",");
                        }
                        yield object.append('}').toString();
                    }
                    default -> {
                        var array = new StringBuilder("[");
                        int size = random.nextInt(4);
                        for (int i = 0; i < size; i++) {
                            String inner = path + "[" + (random.nextBoolean() ? i : i - size) + "]";
                            array.append(i == 0 ? "" : ",").append(document(random, inner, depth + 1, places));
                        }
                        yield array.append(']').toString();
                    }
                };
        places.add(new String[] {path, text});
        return text;
    }

    /** Whatever is asked, the answer is a text or a failure of the template. */
    @Test
    void randomPathsNeverBreakTheReader() {
        var random = new Random(5);
        String signs = "$.@[]()?*'\"0123:,-=<>!&|~/ abin{}\\";
        for (int i = 0; i < 20_000; i++) {
            var path = new StringBuilder("$");
            for (int length = random.nextInt(12); length > 0; length--) {
                path.append(signs.charAt(random.nextInt(signs.length())));
            }
            try {
                assertThat(new Overrides().status()).isNull();
                PathParser.parse(path.toString());
            } catch (TemplateFailure refused) {
                assertThat(refused).hasMessageContaining("JSONPath");
            }
        }
    }
}
