package io.gatehouse.execute.mapping.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What templates read, call and set. */
class MappingTemplateTest {
    private static final String PIECES =
            "#set( #if( #elseif( #else #end #foreach( in #define( #macro( #stop #break $a $!{b} "
                    + "${ } $input .path('$.a') .json( .body $util .parseJson( $context $foreach.index [ ] ( ) { ' \" \\ ##\n #* "
                    + "*# #[[ ]]# = == && + - * / % 1 0 .5 .. , : true null \n .size() .add($a) .put('k',$a) .toString() "
                    + ".replaceAll('a',$a) .substring(1,2) x é";

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "$input.params('id') -> 7",
                "$input.params('page') -> 2",
                "$input.params('X-Token') -> abc",
                "[$input.params('nothing')] -> []",
                "$input.params().path.id -> 7",
                "$input.params().querystring.get('page') -> 2",
                "$input.params().header.X-Token -> abc",
                "$input.params().get('header')['X-Token'] -> abc",
                "#foreach($n in $input.params().keySet())$n #end. -> path querystring header .",
                "$input.body -> {\"a\": \"b c\"}",
                "[$input.body.a] -> []",
                "$context.stage $context.identity.sourceIp -> prod 10.0.0.1",
                "$context.get('stage') $context['stage'] ${context.stage} -> prod prod prod",
                "[$context.nothing.deeper] -> []",
                "$stageVariables.backend $stageVariables['backend'] ${stageVariables.backend} -> blue blue blue",
                "$util.escapeJavaScript(\"it's \"\"a\"\"/b\") -> it\\'s \\\"a\\\"\\/b",
                "$util.urlEncode('a b&c=é/') -> a+b%26c%3D%C3%A9%2F",
                "$util.urlDecode('a+b%26c') -> a b&c",
                "$util.base64Encode('hällo') -> aMOkbGxv",
                "$util.base64Decode('aMOkbGxv') -> hällo",
                "#set($j = $util.parseJson('{\"x\": [1, {\"y\": 2}]}'))$j.x[1].y $j.x.size() -> 2 2",
                "$util.parseJson('[1,2.50,\"a\",null]') -> [1,2.5,\"a\",null]",
                "[$util.nothing('x')] -> []",
            })
    void variablesOfTheGateway(String template, String expected) {
        assertThat(TestInput.render(template, "{\"a\": \"b c\"}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "'Hello' -> length() -> 5",
                "'Hello' -> toUpperCase() -> HELLO",
                "' a ' -> trim() -> a",
                "'a,b,,' -> split(',').size() -> 2",
                "'a1b22c' -> split('[0-9]+') -> [a, b, c]",
                "'a.b.c' -> replace('.', '-') -> a-b-c",
                "'aab' -> replaceAll('(a)(b)', '$2$1') -> aba",
                "'aab' -> replaceFirst('a', 'x') -> xab",
                "'abc' -> substring(1) -> bc",
                "'abc' -> charAt(1) -> b",
                "'abc' -> lastIndexOf('c') -> 2",
                "'abc' -> equalsIgnoreCase('ABC') -> true",
                "'abc' -> isEmpty() -> false",
                "'' -> empty -> true",
                "5 -> parseInt('42') -> 42",
                "[1, 2, 3] -> subList(1, 3) -> [2, 3]",
                "[1, 2, 3] -> remove(0) -> 1",
                "[1, [2]] -> contains([2]) -> true",
                "{'a': 1, 'b': 2} -> keySet() -> [a, b]",
                "{'a': 1} -> entrySet() -> [a=1]",
                "{'a': 1} -> containsKey('b') -> false",
                "{'a': 1} -> getOrDefault('b', 'c') -> c",
            })
    void methodsOfValues(String receiver, String call, String expected) {
        assertThat(TestInput.render("#set($v = " + receiver + ")$v." + call)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "7 / 2 -> 3",
                "7.0 / 2 -> 3.5",
                "2147483647 + 1 -> 2147483648",
                "9223372036854775807 + 1 -> 9223372036854775808",
                "1 - 3 -> -2",
                "-5 % 3 -> -2",
                "'a' + 1 -> a1",
                "1 == 1.0 -> true",
                "'1' == 1 -> true",
                "'a' != 'b' -> true",
                "$nothing == '' -> true",
                "!$nothing -> false",
                "1 < 'x' -> false",
                "true && false || true -> true",
                "not true or 1 ge 1 -> true",
                "(1 + 2) * 3 -> 9",
            })
    void operators(String expression, String expected) {
        assertThat(TestInput.render("#set($v = " + expression + ")$v")).isEqualTo(expected);
    }

    @Test
    void divisionByZeroIsNothing() {
        assertThat(TestInput.render("#set($v = 1 / 0)[$v]#set($w = 1.5 % 0)[$w]"))
                .isEqualTo("[][]");
    }

    @Test
    void foreachEndsAfterAThousandRounds() {
        assertThat(TestInput.render("#foreach($i in [1..5000])x#end")).hasSize(1000);
    }

    @Test
    void breakLeavesOneLoopAndStopEverything() {
        assertThat(TestInput.render("#foreach($a in [1,2])#foreach($b in [1,2,3])#if($b == 2)#break#end$a$b #end#end!"))
                .isEqualTo("11 21 !");
        assertThat(TestInput.render("a#foreach($a in [1,2])b#stop c#end d")).isEqualTo("ab");
    }

    @Test
    void overridesAreReadByTheNextTemplate() {
        var overrides = new Overrides();
        TestInput input = TestInput.of("");
        String template = "#set($context.requestOverride.header['X-A'] = 'one')"
                + "#set($context.requestOverride.querystring.q = ['a', 'b'])"
                + "#set($context.responseOverride.status = 418)"
                + "$context.responseOverride.header.put('X-B', 2)";
        assertThat(MappingTemplate.parse(template).render(new CallVariables(input, overrides)))
                .isEmpty();
        assertThat(overrides.request("header")).isEqualTo(Map.of("X-A", List.of("one")));
        assertThat(overrides.request("querystring")).isEqualTo(Map.of("q", List.of("a", "b")));
        assertThat(overrides.request("path")).isEmpty();
        assertThat(overrides.responseHeaders()).isEqualTo(Map.of("X-B", List.of("2")));
        assertThat(overrides.status()).isEqualTo("418");
        assertThat(MappingTemplate.parse("$context.requestOverride.header['X-A']")
                        .render(new CallVariables(input, overrides)))
                .isEqualTo("one");
    }

    // AWS: each target may be overridden once.
    @Test
    void secondOverrideOfATargetFails() {
        assertThatThrownBy(() -> TestInput.render(
                        "#set($context.requestOverride.path.a = 1)" + "#set($context.requestOverride.path.a = 2)"))
                .isInstanceOf(TemplateFailure.class)
                .hasMessageContaining("twice");
    }

    @Test
    void whatATemplateChangesIsGoneWithTheCall() {
        TestInput input = TestInput.of("{\"a\": [1]}");
        MappingTemplate template = MappingTemplate.parse(
                "#set($context.stage = 'x')#set($stageVariables.backend = 'y')$input.path('$.a').add(2)$input.json('$.a')");
        for (int i = 0; i < 2; i++) {
            assertThat(template.render(new CallVariables(input, new Overrides())))
                    .isEqualTo("true[1,2]");
        }
        assertThat(TestInput.render("$context.stage$stageVariables.backend")).isEqualTo("prodblue");
    }

    @Test
    void oneTemplateServesManyThreads() {
        MappingTemplate template =
                MappingTemplate.parse("#set($n = $input.path('$.n'))#foreach($i in [1..50])#set($n = $n + 1)#end$n");
        assertThat(IntStream.range(0, 2000).parallel().allMatch(n -> template.render(
                                new CallVariables(TestInput.of("{\"n\": " + n + "}"), new Overrides()))
                        .equals(Integer.toString(n + 50))))
                .isTrue();
    }

    @Test
    void longTemplateIsRefused() {
        assertThatThrownBy(() -> MappingTemplate.parse("x".repeat(MappingTemplate.MAX_CHARACTERS + 1)))
                .isInstanceOf(TemplateSyntaxException.class)
                .hasMessageContaining("300 KB");
    }

    @Test
    void syntaxErrorTellsItsPlaceAlsoInsideAText() {
        assertThatThrownBy(() -> MappingTemplate.parse("a\n#set($x = \"b ${c\")"))
                .isInstanceOfSatisfying(TemplateSyntaxException.class, error -> {
                    assertThat(error.line()).isEqualTo(2);
                    assertThat(error.column()).isEqualTo(17);
                });
    }

    /** Whatever is put together of a template's signs either is refused, or renders, or fails as a template. */
    @Test
    void randomTemplatesNeverBreakTheEngine() {
        String[] pieces = PIECES.split(" ", -1);
        var random = new Random(6);
        for (int i = 0; i < 50_000; i++) {
            var template = new StringBuilder();
            for (int length = random.nextInt(14); length >= 0; length--) {
                template.append(pieces[random.nextInt(pieces.length)]).append(random.nextInt(4) == 0 ? " " : "");
            }
            try {
                assertThat(TestInput.render(template.toString(), "{\"a\": [1]}"))
                        .isNotNull();
            } catch (TemplateFailure | TemplateSyntaxException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }
}
