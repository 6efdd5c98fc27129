package io.gatehouse.config;

/** A setting that cannot be used; the server does not start with it. The message is one line made for its owner. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong and how it would be right.
     *
     * @param name the setting, such as {@code gatehouse.listener.port}
     * @param problem what is wrong, with the value unless it is a secret
     * @param example a value that works
     */
    public SettingsException(String name, String problem, String example) {
        super("Bad setting " + name + ": " + problem + "; example: " + name + "=" + example, null, false, false);
    }
}
