package io.gatehouse.execute.mapping.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a template. */
interface Node {

    /** Where a rendering goes on after a part. */
    enum Next {
        PART,
        AFTER_THE_LOOP,
        NOWHERE
    }

    Next render(Rendering rendering, Text out);

    /** Text that stands for itself. */
    record Literal(String text) implements Node {
        @Override
        public Next render(Rendering rendering, Text out) {
            out.append(text);
            return Next.PART;
        }
    }

    /** A reference in the text. */
    record Printed(Reference reference) implements Node {
        @Override
        public Next render(Rendering rendering, Text out) {
            Block defined = reference.steps().isEmpty() ? rendering.defined(reference.name()) : null;
            if (defined == null) {
                Values.print(rendering.budget(), reference.value(rendering), out);
            } else {
                defined.render(rendering, out);
            }
            return Next.PART;
        }
    }

    /** {@code #set}. */
    record Assignment(Reference target, Expression value) implements Node {
        @Override
        public Next render(Rendering rendering, Text out) {
            rendering.budget().step();
            target.assign(rendering, value.value(rendering));
            return Next.PART;
        }
    }

    /** {@code #define}. */
    record Definition(String name, Block content) implements Node {
        @Override
        public Next render(Rendering rendering, Text out) {
            rendering.set(name, content);
            return Next.PART;
        }
    }

    /** {@code #if} with its {@code #elseif}s; an {@code #else} is the branch whose condition is true. */
    record Choice(List<Map.Entry<Expression, Block>> branches) implements Node {
        @Override
        public Next render(Rendering rendering, Text out) {
            for (Map.Entry<Expression, Block> branch : branches) {
                if (Values.isTrue(branch.getKey().value(rendering))) {
                    return branch.getValue().render(rendering, out);
                }
            }
            return Next.PART;
        }
    }

    /** {@code #foreach}. AWS: it ends after 1,000 rounds. */
    record Foreach(String name, Expression values, Block body) implements Node {
        @Override
        public Next render(Rendering rendering, Text out) {
            List<@Nullable Object> elements = Loop.elements(rendering.budget(), values.value(rendering));
            if (elements.isEmpty()) {
                return Next.PART;
            }
            Object before = rendering.variable(name);
            var loop = new Loop(elements, rendering.loop());
            rendering.enterLoop(loop);
            Next next = Next.PART;
            while (next == Next.PART && loop.hasNext() && loop.count() < Budget.LOOPS) {
                Object element = loop.next();
                rendering.set(name, element);
                next = body.render(rendering, out);
            }
            rendering.leaveLoop(loop);
            rendering.restore(name, before);
            return next == Next.NOWHERE ? next : Next.PART;
        }
    }

    /** {@code #break} or {@code #stop}. */
    record End(Next next) implements Node {
        @Override
        public Next render(Rendering rendering, Text out) {
            return next;
        }
    }
}
