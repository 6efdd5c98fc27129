package io.gatehouse.control.openapi.document;

import io.gatehouse.model.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Builds the tree of a YAML text from its node graph; no object is ever constructed from it. Plain scalars are read as
 * JSON would read them (YAML 1.2), so {@code yes}, {@code 010}, {@code 12:30} and dates stay text; keys are always text.
 * Aliases are copied, within a budget in proportion to the document's own limit.
 */
final class YamlTree {
    private static final int MAX_LINE = 256 * 1024;
    private static final int MAX_NODES = 1_000_000;
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(0|[1-9][0-9]{0,40})(\\.[0-9]{0,20})?([eE][-+]?[0-9]{1,4})?");
    private static final Tag PLAIN = new Tag("!plain");
    private static final Set<Tag> TAGS =
            Set.of(PLAIN, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE, Tag.SEQ, Tag.MAP);
    private static final Map<String, JsonValue> WORDS = Map.of(
            "", JsonValue.NULL,
            "~", JsonValue.NULL,
            "null", JsonValue.NULL,
            "Null", JsonValue.NULL,
            "NULL", JsonValue.NULL,
            "true", JsonValue.TRUE,
            "True", JsonValue.TRUE,
            "false", JsonValue.FALSE,
            "False", JsonValue.FALSE);

    private final int maxBytes;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private long nodes;
    private long characters;

    YamlTree(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The tree of a text.
     *
     * @throws org.yaml.snakeyaml.error.YAMLException when the text is not YAML
     * @throws io.gatehouse.model.AwsException when it is YAML that is not a plain tree of our size
     */
    JsonObject parse(String text) {
        refuseLongLines(text);
        var options = new LoaderOptions();
        options.setCodePointLimit(maxBytes);
        options.setNestingDepthLimit(DocumentReader.MAX_DEPTH);
        // What they are copied to is counted instead: many aliases of a small mapping are no bomb.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        options.setAllowRecursiveKeys(false);
        var dumper = new DumperOptions();
        var yaml =
                new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, new PlainResolver());
        Node root = yaml.compose(new StringReader(text));
        if (!(root instanceof MappingNode)) {
            throw Tree.invalid();
        }
        return value(root, 0).asJsonObject();
    }

    /** The reader beneath copies what it has of a scalar again and again: time grows with the square of its length. */
    private static void refuseLongLines(String text) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            if (end - start > MAX_LINE) {
                throw Tree.invalid("A line of YAML may have " + MAX_LINE + " characters.");
            }
            start = end + 1;
        }
        if (text.length() - start > MAX_LINE) {
            throw Tree.invalid("A line of YAML may have " + MAX_LINE + " characters.");
        }
    }

    private JsonValue value(Node node, int depth) {
        if (++nodes > MAX_NODES || depth > DocumentReader.MAX_DEPTH || !TAGS.contains(node.getTag())) {
            throw Tree.invalid();
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (!open.add(node)) {
            throw Tree.invalid("An alias must not contain itself.");
        }
        JsonValue value =
                node instanceof MappingNode mapping ? mapping(mapping, depth) : sequence((SequenceNode) node, depth);
        open.remove(node);
        return value;
    }

    private JsonValue sequence(SequenceNode node, int depth) {
        JsonArrayBuilder items = Json.array();
        for (Node item : node.getValue()) {
            items.add(value(item, depth + 1));
        }
        return items.build();
    }

    private JsonValue mapping(MappingNode node, int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        List<JsonObject> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || !TAGS.contains(key.getTag())) {
                throw Tree.invalid("A key must be text.");
            }
            if (key.getTag().equals(Tag.MERGE)) {
                merged.addAll(merged(tuple.getValueNode(), depth));
            } else if (members.putIfAbsent(count(key.getValue()), value(tuple.getValueNode(), depth + 1)) != null) {
                throw Tree.invalid("Duplicate name '" + key.getValue() + "'.");
            }
        }
        for (JsonObject source : merged) {
            source.forEach(members::putIfAbsent);
        }
        JsonObjectBuilder object = Json.object();
        members.forEach(object::add);
        return object.build();
    }

    /** What a merge key ({@code <<}) names: a mapping or a list of mappings, earlier ones winning. */
    private List<JsonObject> merged(Node node, int depth) {
        JsonValue value = value(node, depth + 1);
        if (value instanceof JsonObject object) {
            return List.of(object);
        }
        if (!(value instanceof JsonArray list)) {
            throw Tree.invalid("A merge key must name mappings.");
        }
        return Tree.objects(list);
    }

    private JsonValue scalar(ScalarNode node) {
        String text = count(node.getValue());
        if (node.getTag().equals(Tag.STR)) {
            return Json.text(text);
        }
        JsonValue word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        if (text.length() <= DocumentReader.MAX_NUMBER_LENGTH
                && NUMBER.matcher(text).matches()) {
            return JsonTree.number(text);
        }
        return Json.text(text);
    }

    private String count(String text) {
        characters += text.length();
        if (characters > 2L * maxBytes) {
            throw Tree.invalid();
        }
        return text;
    }

    /** Leaves the meaning of plain scalars to us, but for the merge key. */
    private static final class PlainResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: see resolve.
        }

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            if (kind != NodeId.scalar || !implicit) {
                return super.resolve(kind, value, implicit);
            }
            return value.equals("<<") ? Tag.MERGE : PLAIN;
        }
    }
}
