package io.gatehouse.snapshot;

import io.gatehouse.model.rest.Method;
import io.gatehouse.model.rest.Model;
import io.gatehouse.model.rest.RequestValidator;
import io.gatehouse.snapshot.mapping.MediaTypeTable;
import io.gatehouse.snapshot.mapping.ValueSource;
import io.gatehouse.snapshot.mapping.ValueSource.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compiles the request validators of one API's methods. What is wrong is an {@link IllegalArgumentException}. */
final class RequestValidatorCompiler {
    private final Map<String, RequestValidator> validators = new HashMap<>();
    private final Function<String, BodySchema> schemas;

    RequestValidatorCompiler(
            @Nullable List<RequestValidator> validators, @Nullable List<Model> models, BodySchema.Parser parser) {
        for (RequestValidator validator : validators == null ? List.<RequestValidator>of() : validators) {
            this.validators.put(String.valueOf(validator.id()), validator);
        }
        var texts = new HashMap<String, String>();
        for (Model model : models == null ? List.<Model>of() : models) {
            texts.put(String.valueOf(model.name()), model.schema() == null ? "" : model.schema());
        }
        schemas = parser.parse(texts);
    }

    DeployedRequestValidator compile(Method method) {
        String id = method.requestValidatorId();
        if (id == null || id.isBlank()) {
            return DeployedRequestValidator.NONE;
        }
        RequestValidator validator = validators.get(id);
        if (validator == null) {
            throw new IllegalArgumentException("Invalid Request Validator identifier specified");
        }
        return new DeployedRequestValidator(
                Boolean.TRUE.equals(validator.validateRequestParameters()) ? required(method) : List.of(),
                Boolean.TRUE.equals(validator.validateRequestBody()) ? schemas(method) : MediaTypeTable.empty());
    }

    /** AWS: in the order of the whole names: headers, path, query string (recorded). */
    private static List<ValueSource> required(Method method) {
        return new TreeMap<>(orEmpty(method.requestParameters()))
                .entrySet().stream()
                        .filter(parameter -> Boolean.TRUE.equals(parameter.getValue()))
                        .map(parameter -> ValueSource.parse(parameter.getKey(), Side.REQUEST))
                        .toList();
    }

    private MediaTypeTable<BodySchema> schemas(Method method) {
        var compiled = new TreeMap<String, BodySchema>();
        orEmpty(method.requestModels()).forEach((mediaType, model) -> compiled.put(mediaType, schemas.apply(model)));
        return MediaTypeTable.of(compiled);
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
