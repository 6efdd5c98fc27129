package io.gatehouse.execute.mapping.template;

import io.gatehouse.model.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A template as AWS rendered it.
 *
 * @param variables set before it, from a JSON document
 */
record RecordedRender(String template, JsonObject variables, String result) {
    private static final String REQUEST_TEMPLATE =
            "#set($context.requestOverride.path.body = $input.body)\n{\n  \"statusCode\": 200,\n}\n";

    static List<RecordedRender> all() {
        try (InputStream in = RecordedRender.class.getResourceAsStream("/aws/recorded/vtl-renders.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("| `"))
                    .map(RecordedRender::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedRender of(String line) {
        String[] cells = line.substring(1).split("(?<!\\\\)\\|", -1);
        String variables = cell(cells[1]);
        return new RecordedRender(
                text(cell(cells[0])), Json.parse(variables.isEmpty() ? "{}" : variables), text(cell(cells[2])));
    }

    private static String cell(String cell) {
        String bare = cell.strip().replace("\\|", "|");
        return bare.length() < 2 ? "" : bare.substring(1, bare.length() - 1);
    }

    /** A JSON string, or what stands there as it is. */
    private static String text(String cell) {
        return cell.startsWith("\"") ? Json.parse("{\"text\":" + cell + "}").getString("text") : cell;
    }

    /** Renders it in the two steps in which it was recorded. */
    String render() {
        var overrides = new Overrides();
        TestInput input = TestInput.of(variables.toString());
        MappingTemplate.parse(REQUEST_TEMPLATE).render(new CallVariables(input, overrides));
        var sets = new StringBuilder();
        variables.keySet().forEach(name -> sets.append(sets.isEmpty() ? "" : " ")
                .append("#set($%1$s = $bodyJSON.%1$s)".formatted(name)));
        String response = "#set($body = $context.requestOverride.path.body)\n#set($bodyJSON = $util.parseJson($body)) "
                + sets + "\n" + template;
        return MappingTemplate.parse(response).render(new CallVariables(input, overrides));
    }

    /**
     * Whether a text is AWS's result. Where a recording has no line ends although its template has some, its white space
     * was folded.
     */
    boolean matches(String rendered) {
        boolean folded = template.contains("\n") && !result.contains("\n");
        return (folded ? rendered.strip().replaceAll("\\s+", " ") : rendered).equals(result);
    }
}
