package io.gatehouse.execute.mapping.template;

import org.jspecify.annotations.Nullable;

/**
 * The targets of one kind of override. AWS: each may be set only once.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html">
 *     AWS: overrides</a>
 */
final class OverrideMap extends MapValue {
    private final String name;

    OverrideMap(String name) {
        this.name = name;
    }

    @Override
    @Nullable
    Object put(Budget budget, @Nullable Object key, @Nullable Object value) {
        if (get(key) != null) {
            throw new TemplateFailure(name + " " + key + " is overridden twice");
        }
        return super.put(budget, key, value);
    }

    @Override
    @Nullable
    Object remove(@Nullable Object key) {
        throw new TemplateFailure("An override cannot be taken back");
    }

    @Override
    void clear() {
        throw new TemplateFailure("An override cannot be taken back");
    }
}
