package io.gatehouse.control.kind;

import static io.gatehouse.control.kind.patch.PatchRules.addReplaceRemove;
import static io.gatehouse.control.kind.patch.PatchRules.replace;

import io.gatehouse.control.kind.patch.PatchEdits;
import io.gatehouse.control.kind.patch.PatchRules;
import io.gatehouse.control.kind.patch.PatchType;
import io.gatehouse.control.kind.patch.PatchWording;
import io.gatehouse.control.kind.patch.Tree;
import io.gatehouse.model.AwsException;
import io.gatehouse.model.Json;
import io.gatehouse.model.rest.GatewayResponseType;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gateway responses: what was put, what is built in, and what the two DEFAULT types give to the others.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">AWS:
 *     gateway response types</a>
 */
public final class GatewayResponses {
    private static final JsonObject TEMPLATES =
            Json.parse("{\"application/json\": \"{\\\"message\\\":$context.error.messageString}\"}");
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");

    private GatewayResponses() {}

    /** What may be patched. */
    public static PatchRules patch() {
        PatchType status = text -> {
            if (!STATUS.matcher(text).matches()) {
                throw AwsException.badRequest("Invalid statusCode specified: " + text);
            }
            return Optional.of(Tree.of(text));
        };
        return PatchRules.of(
                PatchWording.PATH_ONLY,
                replace("/statusCode", status),
                addReplaceRemove(
                        "/responseParameters/{name}",
                        PatchEdits.entry(filled("responseParameters"), MethodRules.UNKNOWN_PARAMETER)),
                addReplaceRemove(
                        "/responseTemplates/{contentType}",
                        PatchEdits.entry(filled("responseTemplates"), MethodRules.UNKNOWN_CONTENT_TYPE)));
    }

    private static PatchType filled(String member) {
        return text -> {
            if (text.isEmpty()) {
                throw empty(member);
            }
            return Optional.of(Tree.of(text));
        };
    }

    private static AwsException empty(String member) {
        return AwsException.badRequest("Invalid null or empty value in " + member);
    }

    /**
     * A response that was put, complete and checked.
     *
     * @param given any of {@code statusCode}, {@code responseParameters}, {@code responseTemplates}; missing parts are
     *     the built-in ones
     */
    public static JsonObject put(GatewayResponseType type, JsonObject given) {
        JsonObject response = Tree.withoutEmpty(given, "responseTemplates");
        JsonObject parameters = Tree.object(response, "responseParameters");
        JsonObject templates = Tree.object(response, "responseTemplates");
        Mappings.gatewayResponseParameters(parameters);
        Mappings.contentTypes(templates);
        requireFilled(parameters, "responseParameters");
        requireFilled(templates, "responseTemplates");
        var complete = Tree.builder(builtIn(type));
        complete.addAll(Tree.builder(response));
        return complete.add("responseType", type.name())
                .add("defaultResponse", JsonValue.FALSE)
                .build();
    }

    private static void requireFilled(JsonObject map, String member) {
        for (JsonValue value : map.values()) {
            if (value == JsonValue.NULL || Tree.plain(value).isEmpty()) {
                throw empty(member);
            }
        }
    }

    /** What a type is without anybody's doing. */
    public static JsonObject builtIn(GatewayResponseType type) {
        var response = Tree.builder().add("responseType", type.name());
        if (type.status() > 0) {
            response.add("statusCode", Integer.toString(type.status()));
        }
        return response.add("responseParameters", JsonValue.EMPTY_JSON_OBJECT)
                .add("responseTemplates", TEMPLATES)
                .add("defaultResponse", JsonValue.TRUE)
                .build();
    }

    /**
     * What a type is: as it was put, else as the DEFAULT type of its family was put, else as built in.
     *
     * @param put what was put, by the type's name
     */
    public static JsonObject effective(GatewayResponseType type, Map<String, JsonObject> put) {
        JsonObject own = put.get(type.name());
        if (own != null) {
            return own;
        }
        JsonObject builtIn = builtIn(type);
        JsonObject family = type.status() == 0 ? null : put.get(type.status() < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
        if (family == null) {
            return builtIn;
        }
        var inherited = Tree.builder(builtIn);
        for (String member : new String[] {"statusCode", "responseParameters", "responseTemplates"}) {
            JsonValue value = family.get(member);
            if (value != null) {
                inherited.add(member, value);
            }
        }
        return inherited.build();
    }
}
