package io.gatehouse.execute.entry;

import io.gatehouse.config.Settings;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The own HTTP/1.1 listener of the data plane, on a port that only it has: an event loop per core, no thread waits for
 * anything. It serves what the {@link Gateway} serves and nothing else.
 */
public final class Listener implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());
    private static final int GRACE_SECONDS = 10;

    private final List<ListenerLoop> loops = new CopyOnWriteArrayList<>();

    private Listener() {}

    /**
     * Opens the port. Blocks until it is open.
     *
     * @param eventLoops how many event loops serve it
     * @throws IllegalStateException when the port cannot be opened; the message names the setting
     */
    public static Listener open(Vertx vertx, int eventLoops, int port, Gateway gateway, Settings settings) {
        return open(vertx, eventLoops, port, gateway, settings, 1000);
    }

    /** @param secondMillis what counts as a second for slow clients */
    static Listener open(Vertx vertx, int eventLoops, int port, Gateway gateway, Settings settings, int secondMillis) {
        var listener = new Listener();
        var instances = new DeploymentOptions().setInstances(eventLoops);
        try {
            vertx.deployVerticle(() -> listener.loop(gateway, settings, port, secondMillis), instances)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (RuntimeException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new IllegalStateException(
                    "gatehouse.listener.port: " + settings.listener().address() + ":" + port + " cannot be opened: "
                            + cause.getMessage(),
                    failed);
        }
        LOG.log(
                Level.INFO,
                "listener open address={0} port={1}",
                settings.listener().address(),
                String.valueOf(listener.port()));
        return listener;
    }

    private ListenerLoop loop(Gateway gateway, Settings settings, int port, int secondMillis) {
        var loop = new ListenerLoop(gateway, settings, port, secondMillis);
        loops.add(loop);
        return loop;
    }

    /** The port that is open; another one than asked for when 0 was asked for. */
    public int port() {
        return loops.get(0).port();
    }

    /** Takes no new connections, lets what is under way end within a bound, and closes the port. */
    @Override
    public void close() {
        List<Future<Void>> ends = loops.stream()
                .map(ListenerLoop::server)
                .filter(Objects::nonNull)
                .map(server -> server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS))
                .toList();
        try {
            Future.join(ends).toCompletionStage().toCompletableFuture().get(GRACE_SECONDS + 5, TimeUnit.SECONDS);
            LOG.log(Level.INFO, "listener closed");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception late) {
            LOG.log(Level.WARNING, "listener closed before everything under way had ended", late);
        }
    }
}
