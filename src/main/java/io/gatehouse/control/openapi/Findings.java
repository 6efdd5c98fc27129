package io.gatehouse.control.openapi;

import io.gatehouse.model.AwsException;
import java.util.ArrayList;
import java.util.List;

/** What an import has to tell: errors, which undo it, and warnings, which do not unless asked to. */
final class Findings {
    /** More than anybody reads; a document of 6 MB can hold a million mistakes. */
    private static final int MAX_LINES = 200;

    private static final int MAX_LENGTH = 2000;

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    void error(String line) {
        if (errors.size() < MAX_LINES) {
            errors.add(shortened(line));
        }
    }

    void warning(String line) {
        if (warnings.size() < MAX_LINES) {
            warnings.add(shortened(line));
        }
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Whether there is no use in looking for further errors. */
    boolean full() {
        return errors.size() >= MAX_LINES;
    }

    /**
     * Refuses the import when something was found.
     *
     * @throws AwsException {@code BadRequestException} with all errors and warnings
     */
    void check(boolean failOnWarnings) {
        // AWS: the texts are those of failed stacks of CloudFormation.
        if (!errors.isEmpty()) {
            String also = warnings.isEmpty() ? "" : "\nAdditionally, these warnings were found:" + lines(warnings);
            throw AwsException.badRequest("Errors found during import:" + lines(errors) + also);
        }
        if (failOnWarnings && !warnings.isEmpty()) {
            throw AwsException.badRequest("Warnings found during import:" + lines(warnings));
        }
    }

    /** What a line quotes from the document can be as long as the document. */
    private static String shortened(String line) {
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }

    private static String lines(List<String> lines) {
        return "\n\t" + String.join("\n\t", lines);
    }
}
