package io.gatehouse.control.openapi.document;

import io.gatehouse.model.AwsException;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads an OpenAPI document, JSON or YAML, into one JSON tree. A document is data: nothing is constructed from its tags,
 * nothing it names is fetched, and whatever would grow beyond its own size is refused.
 */
public final class DocumentReader {
    /** How deep objects and arrays may nest. */
    static final int MAX_DEPTH = 200;
    /** How many characters a number may have. */
    static final int MAX_NUMBER_LENGTH = 64;

    private final int maxBytes;
    private final AwsVariables variables;

    /**
     * @param maxBytes the largest document accepted
     * @param variables replaced wherever they stand in the document
     */
    public DocumentReader(int maxBytes, AwsVariables variables) {
        this.maxBytes = maxBytes;
        this.variables = variables;
    }

    /**
     * The document's tree.
     *
     * @throws AwsException {@code RequestEntityTooLargeException} when it is too large; {@code BadRequestException} when
     *     it is neither JSON nor YAML, no object, or holds what a plain tree cannot hold
     */
    public JsonObject read(byte[] body) {
        if (body.length > maxBytes) {
            throw AwsException.of(
                    "RequestEntityTooLargeException", 413, "Request body is larger than " + maxBytes + " bytes");
        }
        String text = variables.replaceIn(decode(body)).stripTrailing();
        if (text.stripLeading().startsWith("{")) {
            try {
                return JsonTree.parse(text);
            } catch (JsonException notJson) {
                // A flow mapping of YAML begins alike.
                return yaml(text);
            }
        }
        return yaml(text);
    }

    private JsonObject yaml(String text) {
        try {
            return new YamlTree(maxBytes).parse(text);
        } catch (YAMLException notYaml) {
            throw Tree.invalid();
        }
    }

    private static String decode(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw Tree.invalid();
        }
    }
}
