package io.gatehouse.execute.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.snapshot.mapping.PercentEncoding;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryStringTest {

    @Test
    void namesAndValuesAreDecodedOnce() {
        QueryString query = QueryString.parse("a=1&b=%2520&c+d=%C3%BC+x&&e&=f&a=2");
        assertThat(query.all("a")).containsExactly("1", "2");
        assertThat(query.first("b")).hasValue("%20");
        assertThat(query.first("c d")).hasValue("ü x");
        assertThat(query.first("e")).hasValue("");
        assertThat(query.first("")).hasValue("f");
        assertThat(query.first("g")).isEmpty();
    }

    @Test
    void nothingIsNoParameter() {
        assertThat(QueryString.parse("").parameters()).isEmpty();
        assertThat(QueryString.parse("&&&").parameters()).isEmpty();
    }

    @Test
    void badPercentSignsAreRefused() {
        for (String bad : List.of("%", "%1", "a=%zz", "a=%C3", "a=%C3%28", "%+1")) {
            assertThatThrownBy(() -> QueryString.parse(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void encodingLeavesOnlyUnreservedCharacters() {
        assertThat(PercentEncoding.encode("aZ0-._~ /+*\u00fc\u1234")).isEqualTo("aZ0-._~%20%2F%2B%2A%C3%BC%E1%88%B4");
        assertThat(PercentEncoding.decodeStrictly("a+b%2Fc%20")).isEqualTo("a+b/c ");
        assertThat(PercentEncoding.encodeRaw("%C3%BC")).isEqualTo("%25C3%25BC");
    }

    @Test
    void bytesThatCameUnencodedAreUtf8() {
        assertThat(PercentEncoding.decodeStrictly("\u00c3\u00bc")).isEqualTo("\u00fc");
        assertThat(PercentEncoding.encodeRaw("\u00c3\u00bc")).isEqualTo("%C3%BC");
    }
}
