package io.gatehouse.control.openapi;

import io.gatehouse.control.openapi.document.AwsVariables;
import io.gatehouse.control.openapi.document.DocumentReader;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Documents to import. */
public final class Documents {
    public static final AwsVariables VARIABLES = new AwsVariables("us-east-1", "123456789012", "aws");

    private Documents() {}

    public static byte[] file(String name) {
        try (InputStream in = Documents.class.getResourceAsStream("/aws/openapi/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonObject read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    public static JsonObject read(byte[] body) {
        return new DocumentReader(6 * 1024 * 1024, VARIABLES).read(body);
    }

    static ImportedApi api(JsonObject document, Findings findings) {
        return api(document, BasepathMode.IGNORE, findings);
    }

    static ImportedApi api(JsonObject document, BasepathMode basepath, Findings findings) {
        return OpenApiDocument.read(
                document, findings, known -> new OpenApiImport(known, "api1234567", basepath, Set.of(), findings)
                        .read());
    }

    static ImportedApi api(String text, Findings findings) {
        return api(read(text), findings);
    }
}
