package io.gatehouse.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which regular expressions are too large to be compiled. */
class LinearPatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(x{1000}){1000}",
                "((((x{100}){100}){100}){100})",
                "(x{1000}){100,1000}",
                "([a-z]{1000}){500,}",
                "(\\d{1000}){1000}",
                "[\\]](x{1000}){1000}",
                "[]](x{1000}){1000}",
                "\\Q[\\E(x{1000}){1000}",
                "(abcdefghij(klmnop){1000}){1000}",
                "(((x{1000})(?i){900})(?i){900})",
                "(((x{1000})\\Q\\E{900})\\Q\\E{900})",
                "x{99999}",
                "(",
                "(?<=a)b",
                "(a)\\1",
            })
    void isRefused(String expression) {
        assertThatThrownBy(() -> LinearPattern.compile(expression)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whether it is too deep depends on the thread's stack; what is must not end the thread. */
    @Test
    void isNestedAsDeepAsItMayBeLong() {
        String deep = "(".repeat(5_000) + ")".repeat(5_000);
        try {
            assertThat(LinearPattern.compile(deep)).isNotNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessage("the expression is nested too deeply");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4\\d{2}", ".*Error.*", "[{](a{3}){2,5}", "\\Q{1000}\\E", "a{1000}b{1000}", "{x}", "[^]]+"})
    void isCompiled(String expression) {
        assertThat(LinearPattern.compile(expression)).isNotNull();
    }
}
