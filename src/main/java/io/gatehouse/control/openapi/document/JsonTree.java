package io.gatehouse.control.openapi.document;

import io.gatehouse.model.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the tree of a JSON text; unlike a plain reader it bounds depth and numbers and refuses duplicate names. */
final class JsonTree {
    private final Deque<Level> levels = new ArrayDeque<>();
    private @Nullable JsonValue root;

    private JsonTree() {}

    /**
     * The tree of a text.
     *
     * @throws JsonException when the text is not JSON
     * @throws io.gatehouse.model.AwsException when it is JSON that we refuse
     */
    static JsonObject parse(String text) {
        try (JsonParser parser = Json.parser(text)) {
            JsonTree tree = new JsonTree();
            while (parser.hasNext()) {
                tree.accept(parser.next(), parser);
            }
            if (tree.root instanceof JsonObject object) {
                return object;
            }
            throw new JsonException("Not an object");
        } catch (NoSuchElementException | IllegalStateException malformed) {
            throw new JsonException("Not JSON", malformed);
        }
    }

    /** The number of a literal, bounded so that no later arithmetic on it can take long. */
    static JsonValue number(String literal) {
        if (literal.length() > DocumentReader.MAX_NUMBER_LENGTH) {
            throw Tree.invalid();
        }
        try {
            BigDecimal number = new BigDecimal(literal);
            if (Math.abs((long) number.scale()) > 1000) {
                throw Tree.invalid();
            }
            return Json.number(number);
        } catch (NumberFormatException notANumber) {
            throw Tree.invalid();
        }
    }

    private void accept(JsonParser.Event event, JsonParser parser) {
        switch (event) {
            case START_OBJECT -> open(new ObjectLevel());
            case START_ARRAY -> open(new ArrayLevel());
            case KEY_NAME -> levels.getFirst().name(parser.getString());
            case END_OBJECT, END_ARRAY -> value(levels.removeFirst().build());
            case VALUE_STRING -> value(Json.text(parser.getString()));
            case VALUE_NUMBER -> value(number(parser.getString()));
            case VALUE_TRUE -> value(JsonValue.TRUE);
            case VALUE_FALSE -> value(JsonValue.FALSE);
            case VALUE_NULL -> value(JsonValue.NULL);
        }
    }

    private void open(Level level) {
        if (levels.size() >= DocumentReader.MAX_DEPTH) {
            throw Tree.invalid();
        }
        levels.addFirst(level);
    }

    private void value(JsonValue value) {
        if (levels.isEmpty()) {
            root = value;
        } else {
            levels.getFirst().add(value);
        }
    }

    private interface Level {
        void name(String name);

        void add(JsonValue value);

        JsonValue build();
    }

    private static final class ObjectLevel implements Level {
        private final JsonObjectBuilder members = Json.object();
        private final Set<String> names = new HashSet<>();
        private String name = "";

        @Override
        public void name(String next) {
            if (!names.add(next)) {
                throw Tree.invalid("Duplicate name '" + next + "'.");
            }
            name = next;
        }

        @Override
        public void add(JsonValue value) {
            members.add(name, value);
        }

        @Override
        public JsonValue build() {
            return members.build();
        }
    }

    private static final class ArrayLevel implements Level {
        private final JsonArrayBuilder items = Json.array();

        @Override
        public void name(String name) {
            throw new IllegalStateException("an array has no names");
        }

        @Override
        public void add(JsonValue value) {
            items.add(value);
        }

        @Override
        public JsonValue build() {
            return items.build();
        }
    }
}
