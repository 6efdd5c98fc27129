package io.gatehouse.execute.mapping.template;

import io.gatehouse.snapshot.Template;

/**
 * A mapping template, ready to be rendered any number of times at once.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html">
 *     AWS: mapping template reference</a>
 */
public final class MappingTemplate implements Template {
    /** AWS's limit on a template. */
    public static final int MAX_CHARACTERS = 300 * 1024;

    private final Block content;

    private MappingTemplate(Block content) {
        this.content = content;
    }

    /**
     * Parses a template.
     *
     * @throws TemplateSyntaxException when it is none or too long
     */
    public static MappingTemplate parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new TemplateSyntaxException("more than 300 KB", 1, 1);
        }
        return new MappingTemplate(TemplateParser.parse(new Source(text)));
    }

    /** {@inheritDoc} Fails with {@link TemplateFailure}. */
    @Override
    public String render(Variables variables) {
        var rendering = new Rendering(variables);
        var out = new Text(rendering.budget());
        try {
            content.render(rendering, out);
        } catch (ArithmeticException | StackOverflowError failed) {
            throw new TemplateFailure("The template cannot be rendered: " + failed);
        }
        return out.toString();
    }
}
