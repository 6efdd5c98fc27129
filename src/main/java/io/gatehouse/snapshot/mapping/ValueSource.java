package io.gatehouse.snapshot.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Where a mapped value comes from: the right-hand side of a parameter mapping, taken apart once.
 *
 * @param name of the header, query parameter and so on; the text itself of a literal; empty for a whole body
 * @param jsonPath what to read of a body, null for all of it
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html">
 *     AWS: parameter mapping sources</a>
 */
public record ValueSource(Kind kind, String name, @Nullable JsonPath jsonPath) {

    /** The kinds of sources. */
    public enum Kind {
        LITERAL,
        REQUEST_PATH,
        REQUEST_QUERYSTRING,
        REQUEST_MULTIVALUE_QUERYSTRING,
        REQUEST_HEADER,
        REQUEST_MULTIVALUE_HEADER,
        REQUEST_BODY,
        RESPONSE_HEADER,
        RESPONSE_MULTIVALUE_HEADER,
        RESPONSE_BODY,
        STAGE_VARIABLE,
        CONTEXT
    }

    /** Whose mapping it is: that decides which sources there are. */
    public enum Side {
        REQUEST,
        RESPONSE
    }

    private record Form(String prefix, Kind kind, @Nullable Side side) {}

    private static final Form[] FORMS = {
        new Form("method.request.path.", Kind.REQUEST_PATH, Side.REQUEST),
        new Form("method.request.querystring.", Kind.REQUEST_QUERYSTRING, Side.REQUEST),
        new Form("method.request.multivaluequerystring.", Kind.REQUEST_MULTIVALUE_QUERYSTRING, Side.REQUEST),
        new Form("method.request.header.", Kind.REQUEST_HEADER, Side.REQUEST),
        new Form("method.request.multivalueheader.", Kind.REQUEST_MULTIVALUE_HEADER, Side.REQUEST),
        new Form("integration.response.header.", Kind.RESPONSE_HEADER, Side.RESPONSE),
        new Form("integration.response.multivalueheader.", Kind.RESPONSE_MULTIVALUE_HEADER, Side.RESPONSE),
        new Form("stageVariables.", Kind.STAGE_VARIABLE, null),
        new Form("context.", Kind.CONTEXT, null)
    };

    /**
     * Takes a mapping expression apart.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static ValueSource parse(String expression, Side side) {
        if (expression.length() >= 2 && expression.startsWith("'") && expression.endsWith("'")) {
            return new ValueSource(Kind.LITERAL, expression.substring(1, expression.length() - 1), null);
        }
        for (Form form : FORMS) {
            if (expression.startsWith(form.prefix) && (form.side == null || form.side == side)) {
                return new ValueSource(form.kind, name(expression, form.prefix.length()), null);
            }
        }
        String body = side == Side.REQUEST ? "method.request.body" : "integration.response.body";
        Kind kind = side == Side.REQUEST ? Kind.REQUEST_BODY : Kind.RESPONSE_BODY;
        if (expression.equals(body)) {
            return new ValueSource(kind, "", null);
        }
        if (expression.startsWith(body + ".")) {
            return new ValueSource(kind, "", JsonPath.parse(expression.substring(body.length() + 1)));
        }
        throw invalid(expression);
    }

    private static String name(String expression, int from) {
        String name = expression.substring(from);
        if (!isName(name)) {
            throw invalid(expression);
        }
        return name;
    }

    /** Whether a text may name a header, a query parameter and so on in a mapping. */
    public static boolean isName(String text) {
        return !text.isEmpty() && Characters.isMadeOf(text, "._$-");
    }

    private static IllegalArgumentException invalid(String expression) {
        return new IllegalArgumentException("Invalid mapping expression specified: " + expression);
    }

    /** Whether it reads the body of the caller's request. */
    public boolean readsRequestBody() {
        return kind == Kind.REQUEST_BODY;
    }
}
