package io.gatehouse.execute.mapping;

import io.gatehouse.execute.Headers;
import io.gatehouse.snapshot.mapping.MappedParameter;
import io.gatehouse.snapshot.mapping.ValueReader;
import java.util.List;

/** Puts mapped values into headers. */
public final class MappedHeaders {
    private MappedHeaders() {}

    /** Puts lines in the place of all of a name. */
    static void replace(String name, List<String> values, Headers headers) {
        headers.remove(name);
        values.forEach(value -> headers.add(name, HeaderText.toHeader(value)));
    }

    /** Sets each header whose source has a value, in place of all lines of its name. */
    public static void set(List<MappedParameter> mapped, ValueReader values, Headers headers) {
        for (int i = 0; i < mapped.size(); i++) {
            MappedParameter header = mapped.get(i);
            String value = values.read(header.source());
            if (value != null) {
                headers.set(header.name(), HeaderText.toHeader(value));
            }
        }
    }
}
