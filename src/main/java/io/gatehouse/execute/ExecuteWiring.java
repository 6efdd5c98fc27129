package io.gatehouse.execute;

import io.gatehouse.config.Settings;
import io.gatehouse.execute.entry.Gateway;
import io.gatehouse.execute.entry.Listener;
import io.gatehouse.execute.entry.RestGateway;
import io.gatehouse.execute.integrate.HttpBackend;
import io.gatehouse.snapshot.StageRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Builds the data plane, in order, and takes it down with the application. */
@ApplicationScoped
public class ExecuteWiring {
    /** After the control plane, which publishes the stages first. */
    private static final int AFTER_THE_STAGES_ARE_PUBLISHED = 5000;

    private static final int CLOSE_SECONDS = 10;

    private final StageRegistry stages = new StageRegistry();
    private @Nullable Vertx vertx;
    private @Nullable HttpBackend backend;
    private @Nullable Gateway gateway;
    private @Nullable Listener listener;

    @Produces
    @Singleton
    public StageRegistry stages() {
        return stages;
    }

    /** What the doors hand requests to. */
    @Produces
    @Singleton
    public Gateway gateway(Settings theSettings) {
        return open(theSettings);
    }

    /** What calls backends; also the door on the server's own port asks it, for carriers. */
    @Produces
    @Singleton
    public HttpBackend backend(Settings theSettings) {
        open(theSettings);
        return Objects.requireNonNull(backend);
    }

    private synchronized Gateway open(Settings theSettings) {
        if (gateway == null) {
            vertx = eventLoops();
            backend = new HttpBackend(vertx, theSettings.limits());
            gateway = new RestGateway(stages, backend, theSettings);
        }
        return gateway;
    }

    private static Vertx eventLoops() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(loops())
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    private static int loops() {
        return Runtime.getRuntime().availableProcessors();
    }

    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(AFTER_THE_STAGES_ARE_PUBLISHED) Object started,
            Settings theSettings) {
        Gateway serving = open(theSettings);
        if (theSettings.listener().port().isPresent() && listener == null && vertx != null) {
            int port = theSettings.listener().port().getAsInt();
            listener = Listener.open(vertx, loops(), port, serving, theSettings);
        }
    }

    @PreDestroy
    void stop() {
        if (listener != null) {
            listener.close();
        }
        if (backend != null) {
            backend.close();
        }
        if (vertx == null) {
            return;
        }
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            System.getLogger(ExecuteWiring.class.getName())
                    .log(System.Logger.Level.WARNING, "event loops did not end in time", late);
        }
    }
}
