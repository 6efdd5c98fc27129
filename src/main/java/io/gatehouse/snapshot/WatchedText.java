package io.gatehouse.snapshot;

/**
 * A text that tells how it is read, so that a regular expression of a user's can be stopped on its way through a long
 * one.
 *
 * @param step called for each character that is read; throws to stop
 */
public record WatchedText(String text, Runnable step) implements CharSequence {
    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        step.run();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.substring(from, to);
    }

    @Override
    public String toString() {
        return text;
    }
}
