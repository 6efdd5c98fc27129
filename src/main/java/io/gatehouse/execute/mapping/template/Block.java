package io.gatehouse.execute.mapping.template;

import java.util.List;

/** Parts of a template, one after the other. */
record Block(List<Node> nodes) implements Node {
    Block {
        nodes = List.copyOf(nodes);
    }

    @Override
    public Next render(Rendering rendering, Text out) {
        rendering.budget().enter();
        for (int i = 0; i < nodes.size(); i++) {
            Next next = nodes.get(i).render(rendering, out);
            if (next != Next.PART) {
                rendering.budget().leave();
                return next;
            }
        }
        rendering.budget().leave();
        return Next.PART;
    }
}
