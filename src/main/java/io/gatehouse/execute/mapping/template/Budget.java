package io.gatehouse.execute.mapping.template;

/**
 * What one rendering may use up: time, memory and nesting. Every loop, call and piece of text is charged before it is
 * made, so that a template that asks for too much fails instead of filling the memory. Memory is counted as it is taken
 * and never given back: cheap, and a bound on the garbage too.
 */
final class Budget {
    static final int OUTPUT_CHARACTERS = 10 * 1024 * 1024;
    static final int LOOPS = 1000;

    /** What an element of a list or a member of a map takes. */
    static final int ELEMENT = 32;

    private static final long NANOS = 1_000_000_000L;
    private static final long UNITS = 8L * OUTPUT_CHARACTERS;
    private static final int DEPTH = 200;
    private static final int STEPS_BETWEEN_LOOKS = 64;

    private final long started = System.nanoTime();
    private long units;
    private int steps;
    private int depth;

    /** One more piece of work. */
    void step() {
        if (++steps % STEPS_BETWEEN_LOOKS == 0) {
            look();
        }
    }

    /** Looks at the clock. */
    void look() {
        if (System.nanoTime() - started > NANOS) {
            throw new TemplateFailure("The template takes longer than 1 second");
        }
    }

    /** Takes memory, in characters. */
    void take(long more) {
        units += more;
        if (units > UNITS) {
            throw new TemplateFailure("The template needs too much memory");
        }
        step();
    }

    /** Goes one level deeper; to be left by {@link #leave}. */
    void enter() {
        step();
        if (++depth > DEPTH) {
            throw new TemplateFailure("The template is nested too deeply");
        }
    }

    void leave() {
        depth--;
    }
}
