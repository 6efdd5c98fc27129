package io.gatehouse.it;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** The servers Gatehouse is made for. Both start with the first test that asks for one and end with the JVM. */
enum Target {
    WILDFLY,
    PAYARA;

    static final Path WAR = Path.of(System.getProperty("it.war"));
    static final Path EAR = Path.of(System.getProperty("it.ear"));

    /** The running server; with the WAR, unless a test changed that. */
    Server server() {
        return switch (this) {
            case WILDFLY -> Running.WILDFLY_SERVER.join();
            case PAYARA -> Running.PAYARA_SERVER.join();
        };
    }

    /** Started once, side by side. */
    private static final class Running {
        static final CompletableFuture<Server> WILDFLY_SERVER = started(new WildFlyServer("wildfly"));
        static final CompletableFuture<Server> PAYARA_SERVER = started(new PayaraServer("payara"));

        private static CompletableFuture<Server> started(Server server) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return CompletableFuture.supplyAsync(() -> {
                server.start(WAR);
                return server;
            });
        }
    }
}
