package io.gatehouse.execute.mapping.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has been tried to get out of templates of this kind, here or elsewhere, and to bring down who renders them. */
@Timeout(10)
class EscapePayloadsTest {
    private static final Duration AT_MOST = Duration.ofSeconds(3);
    private static final String BIG = "#set($s = 'xxxxxxxxxxxxxxxx')#foreach($i in [1..16])#set($s = $s + $s)#end";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$x.getClass()",
                "$input.getClass()",
                "$input.class",
                "$input.class.classLoader",
                "$input.getClass().forName('java.lang.Runtime')",
                "$util.getClass().getProtectionDomain()",
                "$util.class.forName('java.lang.System').getProperty('user.home')",
                "#set($s = 'x')$s.getClass()",
                "#set($s = 'x')$s.class",
                "#set($s = 'x')$s['class']",
                "#set($s = 'x')$s.class.forName('java.lang.Runtime').getRuntime().exec('id')",
                "#set($s = '')$s.getClass().forName('java.lang.Runtime').getMethod('getRuntime',null).invoke(null,null)",
                "#set($n = 1)$n.class.getResource('/')",
                "#set($n = 1)$n.TYPE",
                "#set($b = true)$b.getClass()",
                "#set($l = [])$l.class.classLoader",
                "#set($l = [])$l.getClass().getClassLoader().loadClass('java.io.File')",
                "#set($l = [1])$l.iterator().getClass()",
                "#set($l = [1])$l.stream().getClass()",
                "#set($l = [1])$l.parallelStream()",
                "#set($l = [1])$l.elements",
                "#set($l = [1])$l.elements()",
                "#set($m = {})$m.class",
                "#set($m = {})$m.getClass().getName()",
                "#set($m = {'a': 1})$m.entrySet().get(0).getClass()",
                "#set($m = {'a': 1})#foreach($e in $m.entrySet())$e.class$e.getClass()#end",
                "#foreach($i in [1])$foreach.class$foreach.getClass()$foreach.parent.class#end",
            })
    void valuesLeadNowhere(String template) {
        assertThat(outcome(template)).isIn("", "refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$context.getClass()",
                "$context.class.classLoader",
                "$context['class']",
                "$context.requestOverride.getClass()",
                "$stageVariables.class",
                "$input.params().getClass()",
                "$input.path('$').class",
                "$input.body.class.classLoader",
                "$input.inputVariable",
                "$input.document",
                "$input.input",
                "$util.INSTANCE",
                "$Runtime",
                "$System.getenv()",
                "$java.lang.System.exit(1)",
                "${class}",
                "$class.inspect('java.lang.Runtime')",
                "$request.getSession()",
                "$session",
                "$application.getClassLoader()",
                "$req.class",
                "$res",
                "$velocity.engine",
                "$velocityEngine",
                "$rsvc.getLog()",
                "$template.getResourceLoader()",
                "$macro.name",
                "$evaluate.namespace",
                "$esc.getClass()",
                "$math.random()",
                "$file.read('/etc/passwd')",
                "$import.read('http://127.0.0.1/')",
                "$include.class",
            })
    void variablesLeadNowhere(String template) {
        assertThat(outcome(template)).isIn("", "refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$jndi.lookup('ldap://127.0.0.1/a')",
                "$thread.currentThread()",
                "$ctx.getBean('x')",
                "$input.wait()",
                "$input.notify()",
                "$util.wait(1000000)",
                "#set($s = 'x')$s.wait()",
                "#set($s = 'x')$s.bytes",
                "#set($s = 'x')$s.getBytes()",
                "#set($s = 'x')$s.chars()",
                "#set($s = 'x')$s.format('%999999999d', 1)",
                "#set($s = 'x')$s.describeConstable()",
                "#set($s = 'x')$s.transform($s)",
                "#set($s = 'x')$s.value",
                "#set($input.class = 1)$input.class",
                "#set($input.body.x = 1)$input.body.x",
                "#define($d)$d.getClass()$d.class#end",
                "#define($d)x#end$d.nodes$d.content$d.render('x')",
                "#macro(m)$x.getClass()#end",
                "#set($k = 'class')$input[$k]$util[$k]",
                "#set($k = 'getClass')$input[$k]",
                "$input.params('class')",
                "$input.path('$.class')",
                "$input.path('$.getClass()')",
            })
    void methodsOfEveryObjectLeadNowhere(String template) {
        assertThat(outcome(template)).isIn("", "refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#parse('/etc/passwd')",
                "#include('/etc/passwd')",
                "#include('../../WEB-INF/web.xml')",
                "#parse('http://127.0.0.1/x.vm')",
                "#evaluate('$x')",
                "#evaluate($input.body)",
                "#jsp('x')",
                "#exec('id')",
                "#import('java.lang.Runtime')",
                "#@body('x')",
            })
    void standsForItself(String template) {
        assertThat(TestInput.render(template)).isEqualTo(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#set($s = 'x')#foreach($i in [1..100])#set($s = $s + $s)#end$s",
                "#set($s = 'x')#foreach($i in [1..100])#set($s = \"$s$s\")#end$s",
                "#set($s = 'xx')#foreach($i in [1..100])#set($s = $s.replaceAll('x', 'xx'))#end$s",
                "#set($s = 'xx')#foreach($i in [1..100])#set($s = $s.replace('x', 'xxxxxxxx'))#end$s",
                "#set($s = 'xx')#foreach($i in [1..100])#set($s = $s.concat($s))#end$s",
                "#set($s = 'x')$s.repeat(999999999)",
                "#set($s = 'x')#foreach($i in [1..100])#set($s = $s.repeat(1000))#end",
                "#foreach($i in [1..999999999])x#end",
                "#set($r = [1..2147483647])$r.size()",
                "#set($r = [-2147483648..2147483647])$r.size()",
                "#set($n = 999999999)#set($r = [0..$n])$r.size()",
                "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#end#end#end",
                "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])x#end#end#end",
                "#foreach($a in [1..1000])#foreach($b in [1..1000])0123456789abcdefghij#end#end",
                "#set($t = \"#foreach($a in [1..1000])#foreach($b in [1..1000])0123456789#end#end\")$t$t",
                "#define($a)$a#end$a",
                "#define($a)$b#end#define($b)$a#end$a",
                "#define($a)x$a.x#end$a",
                "#define($a)#foreach($i in [1..1000])$b#end#end#define($b)#foreach($i in [1..1000])$c#end#end"
                        + "#define($c)#foreach($i in [1..1000])y#end#end$a",
                "#set($l = [])#set($x = $l.add($l))$l",
                "#set($l = [])#set($x = $l.add($l))$l.equals($l)$l.contains($l)$l.toString()",
                "#set($m = {})#set($m.m = $m)$m",
                "#set($l = $input.path('$.list'))#set($x = $l.add($l))$l",
                "#set($l = [1])#foreach($i in [1..100])#set($l = [$l, $l])#end$l",
                "#set($l = [1])#foreach($i in [1..100])#set($l = [$l, $l])#end#set($s = 'a' + $l)",
                "#set($l = [1])#foreach($i in [1..100])#set($l = [$l, $l])#end"
                        + "#set($k = [1])#foreach($i in [1..100])#set($k = [$k, $k])#end#if($l == $k)#end",
                "#set($l = [1])#foreach($i in [1..100])#set($x = $l.addAll($l))#end$l.size()",
                "#set($m = {})#foreach($i in [1..1000])#foreach($j in [1..1000])"
                        + "#set($x = $m.put(\"$i-$j\", 1))#end#end$m.size()",
                "#set($m = {})#set($x = $m.put([1], 1))$m",
                "#set($n = 2)#foreach($i in [1..1000])#set($n = $n * $n)#end$n",
                "#set($n = 1e300)#foreach($i in [1..1000])#set($n = $n * $n)#end#set($r = [1..$n])$r.size()",
                "#set($x = $input.path('$..*..*..*..*..*..*..*..*..*..*..*..*'))$x.size()"
                        + "#set($l = [1..1000000000])",
                "#set($s = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')$s.replaceAll('(x{1000}){1000}', '')",
                "#set($s = 'x')$s.matches('((((x{100}){100}){100}){100})')",
                BIG + "#foreach($i in [1..1000])#set($x = $s.matches('(.*)(.*)(.*)(.*)(.*)(.*)(.*)[^x]'))#end",
                BIG + "$s.replaceAll('', $s)",
                BIG + "$s.replace('', $s)",
                BIG + "$s.replaceAll('(x)', '$1$1$1$1$1$1$1$1$1$1$1$1')",
                BIG + "#foreach($i in [1..1000])#set($x = $s.split(''))#end",
                BIG + "#set($half = $s.substring(500000) + 'y')#foreach($i in [1..1000])$s.contains($half)#end",
                BIG + "#foreach($i in [1..1000])#set($x = $s.toUpperCase())#end",
                BIG + "#foreach($i in [1..1000])#set($x = $util.base64Encode($s))#end",
                BIG + "#foreach($i in [1..1000])#set($x = $util.escapeJavaScript($s))#end",
                "$input.path('$[?(@.a =~ /(x+x+)+y/)]')#set($l = [1..1000000000])",
            })
    void bombIsRefusedInTime(String template) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> TestInput.render(template, "{\"list\": [[1, 2], [3, [4, 5]]]}"))
                .isInstanceOf(TemplateFailure.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_MOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#set($a = PARTS1ENDS)|(|)",
                "#set($a = PARTS1ENDS)|[|]",
                "PARTSx|#if(true)|#end",
                "#set($a = PARTS1)|{'a':|}",
                "PARTS|$a[|]",
                "PARTS|$a.b(|)",
                "#set($a = PARTStrue)|!|",
                "#set($a = PARTS1)|1+|",
                "PARTS|#foreach($i in [1])|",
                "PARTS|#define($d)|",
                "PARTS|#macro(|",
                "PARTS|#if(|",
                "PARTS|#unknown(|",
                "PARTS|\\$a[|",
                "PARTS|\"|",
            })
    void deepNestingIsRefusedAtOnce(String shape) {
        String[] parts = shape.split("\\|", -1);
        String template = parts[0].replace("PARTS", parts[1].repeat(20_000)).replace("ENDS", parts[2].repeat(20_000));
        long start = System.nanoTime();
        assertThat(outcome(template)).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepDocumentIsRefused(String opening) {
        assertThatThrownBy(() -> TestInput.render("$input.json('$')", opening.repeat(100_000)))
                .isInstanceOf(TemplateFailure.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#if(true)",
                "#end",
                "#else",
                "#set($a 1)",
                "#set($a = )",
                "#foreach($i of [1])#end",
                "${a",
                "$a.b("
            })
    void brokenTemplateIsRefusedWithItsPlace(String template) {
        assertThatThrownBy(() -> MappingTemplate.parse("first\n  " + template))
                .isInstanceOf(TemplateSyntaxException.class)
                .hasMessageContaining("line 2, column ");
    }

    private static String outcome(String template) {
        try {
            return TestInput.render(template).strip();
        } catch (TemplateFailure | TemplateSyntaxException refused) {
            return "refused";
        }
    }
}
