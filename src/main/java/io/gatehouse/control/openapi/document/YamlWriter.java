package io.gatehouse.control.openapi.document;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/** Writes a tree as YAML. Text is always quoted, so that every reader, YAML 1.1 or 1.2, gets the same tree back. */
public final class YamlWriter {
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z/$][A-Za-z0-9_/.{}+$-]*");
    /** Keys that YAML 1.1 takes for something else. */
    private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    private YamlWriter() {}

    public static String write(JsonObject tree) {
        var options = new DumperOptions();
        options.setSplitLines(false);
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        var text = new StringWriter();
        try {
            var serializer = new Serializer(new Emitter(text, options), new Resolver(), options, null);
            serializer.open();
            serializer.serialize(node(tree));
            serializer.close();
        } catch (IOException neverFromMemory) {
            throw new UncheckedIOException(neverFromMemory);
        }
        return text.toString();
    }

    private static Node node(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> mapping((JsonObject) value);
            case ARRAY -> sequence((JsonArray) value);
            case STRING -> scalar(Tag.STR, ((JsonString) value).getString(), ScalarStyle.DOUBLE_QUOTED);
            case NUMBER -> scalar(isInteger(value) ? Tag.INT : Tag.FLOAT, value.toString(), ScalarStyle.PLAIN);
            case TRUE, FALSE -> scalar(Tag.BOOL, value.toString(), ScalarStyle.PLAIN);
            case NULL -> scalar(Tag.NULL, "null", ScalarStyle.PLAIN);
        };
    }

    private static boolean isInteger(JsonValue number) {
        return number.toString().chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    }

    private static Node mapping(JsonObject object) {
        List<NodeTuple> tuples = new ArrayList<>();
        object.forEach((name, value) -> {
            boolean plain =
                    PLAIN_KEY.matcher(name).matches() && !WORD.matcher(name).matches();
            Node key = scalar(Tag.STR, name, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
            tuples.add(new NodeTuple(key, node(value)));
        });
        return new MappingNode(Tag.MAP, tuples, tuples.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static Node sequence(JsonArray array) {
        List<Node> items = new ArrayList<>();
        array.forEach(item -> items.add(node(item)));
        return new SequenceNode(Tag.SEQ, items, items.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static Node scalar(Tag tag, String text, ScalarStyle style) {
        return new ScalarNode(tag, text, null, null, style);
    }
}
