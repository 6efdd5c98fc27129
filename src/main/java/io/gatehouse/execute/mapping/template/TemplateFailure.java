package io.gatehouse.execute.mapping.template;

/** A rendering cannot go on: a method failed, or the budget is used up. Carries no stack trace: it is no bug of ours. */
public final class TemplateFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unreadableBody;

    TemplateFailure(String message) {
        this(message, false);
    }

    TemplateFailure(String message, boolean unreadableBody) {
        super(message, null, false, false);
        this.unreadableBody = unreadableBody;
    }

    /** Whether the template wanted JSON of a body that is none. */
    public boolean unreadableBody() {
        return unreadableBody;
    }
}
