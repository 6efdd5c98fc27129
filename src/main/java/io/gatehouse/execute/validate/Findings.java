package io.gatehouse.execute.validate;

import com.google.re2j.Pattern;
import io.gatehouse.snapshot.WatchedText;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one body, and how much work may still be spent on finding out. */
final class Findings {
    /** Schemas that refer to themselves can make a body of some bytes cost more than a day. */
    private static final long NANOS = 1_000_000_000L;

    private static final int STEPS_BETWEEN_LOOKS = 64;

    private static final int MOST_DEPTH = 1_500;
    private static final int MOST_TOLD = 100;
    private static final int MOST_TEXT = 1_000;

    /** The work of one body is used up. */
    static final class ExhaustedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ExhaustedException() {
            super("the body is too deep or too costly to validate", null, false, false);
        }
    }

    /** Shared by all that is found aside. */
    private static final class Work {
        private final long started = System.nanoTime();
        private int steps;
        private int depth;

        void step() {
            if (++steps % STEPS_BETWEEN_LOOKS == 0 && System.nanoTime() - started > NANOS) {
                throw new ExhaustedException();
            }
        }
    }

    private final List<String> texts = new ArrayList<>();
    private final Work work;
    private boolean any;

    Findings() {
        this(new Work());
    }

    private Findings(Work work) {
        this.work = work;
    }

    /** For a part that may fail without the whole failing. */
    Findings aside() {
        return new Findings(work);
    }

    /** A schema and an instance are about to be held against each other. */
    void enter() {
        work.step();
        if (++work.depth > MOST_DEPTH) {
            throw new ExhaustedException();
        }
    }

    /** Whether a regular expression is found in a text. */
    boolean isFound(Pattern pattern, String text) {
        return pattern.matcher(new WatchedText(text, work::step)).find();
    }

    void leave() {
        work.depth--;
    }

    void add(String text) {
        any = true;
        if (texts.size() < MOST_TOLD) {
            texts.add(text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "..." : text);
        }
    }

    boolean isEmpty() {
        return !any;
    }

    List<String> texts() {
        return List.copyOf(texts);
    }
}
