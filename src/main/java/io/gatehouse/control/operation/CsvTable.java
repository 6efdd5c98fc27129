package io.gatehouse.control.operation;

import io.gatehouse.model.AwsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Comma-separated values with a header row, whose names are read in any letter case and order. A value may stand in
 * double or single quotes, and then hold commas, line ends and doubled quotes.
 */
final class CsvTable {
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<List<String>> rows;

    private CsvTable(List<List<String>> all) {
        List<String> header = all.isEmpty() ? List.of() : all.get(0);
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(header.get(i).toLowerCase(Locale.ROOT), i);
        }
        rows = all.isEmpty() ? List.of() : all.subList(1, all.size());
    }

    /**
     * Reads a table.
     *
     * @param mostRows beside the header
     * @throws AwsException {@code BadRequestException} for a quote without end; {@code LimitExceededException} for more
     *     rows
     */
    static CsvTable read(String text, int mostRows) {
        return new CsvTable(new Reader(text.startsWith("\uFEFF") ? text.substring(1) : text).rows(mostRows));
    }

    boolean has(String column) {
        return columns.containsKey(column.toLowerCase(Locale.ROOT));
    }

    int size() {
        return rows.size();
    }

    /** The value in a row, counted from 0; empty when there is none. */
    String value(int row, String column) {
        Integer at = columns.get(column.toLowerCase(Locale.ROOT));
        List<String> values = rows.get(row);
        return at == null || at >= values.size() ? "" : values.get(at);
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        List<List<String>> rows(int most) {
            List<List<String>> rows = new ArrayList<>();
            while (at < text.length()) {
                List<String> row = row();
                if (row.size() > 1 || !row.get(0).isEmpty()) {
                    if (rows.size() > most) {
                        throw AwsException.limitExceeded("The file has more than " + most + " rows");
                    }
                    rows.add(row);
                }
            }
            return rows;
        }

        private List<String> row() {
            List<String> values = new ArrayList<>();
            while (true) {
                values.add(value());
                char end = at < text.length() ? text.charAt(at++) : '\n';
                if (end != ',') {
                    if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
                        at++;
                    }
                    return values;
                }
            }
        }

        private String value() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
            char first = at < text.length() ? text.charAt(at) : '\n';
            String value = first == '"' || (first == '\'' && isQuote()) ? quoted(first) : "";
            int start = at;
            while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return value.isEmpty() ? text.substring(start, at).strip() : value;
        }

        /** Whether the apostrophe here has a twin at the end of the value. */
        private boolean isQuote() {
            int end = text.indexOf('\'', at + 1);
            while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == '\'') {
                end = text.indexOf('\'', end + 2);
            }
            return end >= 0 && (end + 1 == text.length() || ", \t\r\n".indexOf(text.charAt(end + 1)) >= 0);
        }

        private String quoted(char quote) {
            var value = new StringBuilder();
            for (int i = at + 1; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c != quote) {
                    value.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    value.append(c);
                    i++;
                } else {
                    at = i + 1;
                    return value.toString();
                }
            }
            throw AwsException.badRequest("Invalid CSV: a quoted value does not end");
        }
    }
}
