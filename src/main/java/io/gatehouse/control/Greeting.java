package io.gatehouse.control;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a newcomer reads at the end of a start. An application cannot see when its server begins to hand requests to it,
 * which is after the application has started; so the lines wait until Gatehouse answers, and what they name works.
 */
final class Greeting implements Runnable {
    private static final Logger LOG = System.getLogger(Greeting.class.getName());
    private static final int TRIES = 240;
    private static final int PAUSE_MILLIS = 250;
    private static final int TIMEOUT_MILLIS = 2_000;

    private final URI home;
    private final List<String> lines;

    /** @param home where this server should answer; the lines come after a minute even when it does not */
    Greeting(URI home, List<String> lines) {
        this.home = home;
        this.lines = lines;
    }

    /** Says it as soon as it is true, on a thread of its own. */
    void start() {
        var thread = new Thread(this, "gatehouse-greeting");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            for (int i = 0; i < TRIES && !answers(); i++) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            LOG.log(Level.INFO, String.join(System.lineSeparator(), lines));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gatehouse and nobody else refuses an unsigned call with an error type. */
    private boolean answers() {
        try {
            var connection =
                    (HttpURLConnection) home.resolve("/restapis").toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            String errorType = connection.getHeaderField("x-amzn-ErrorType");
            connection.disconnect();
            return errorType != null;
        } catch (IOException notYet) {
            return false;
        }
    }
}
