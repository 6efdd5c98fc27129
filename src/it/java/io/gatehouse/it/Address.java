package io.gatehouse.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The four ways to call a deployed API: by host or by path, at the server's port or at the own listener. */
enum Address {
    HOST_AT_SERVER(true, false),
    PATH_AT_SERVER(false, false),
    HOST_AT_LISTENER(true, true),
    PATH_AT_LISTENER(false, true);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final boolean byHost;
    private final boolean atListener;

    Address(boolean byHost, boolean atListener) {
        this.byHost = byHost;
        this.atListener = atListener;
    }

    /** The door's host and port. */
    URI door(Server server) {
        return atListener ? server.listener() : server.uri();
    }

    HttpResponse<String> get(Server server, String apiId, String stage, String path) {
        return call(server, apiId, stage, "GET", path, BodyPublishers.noBody());
    }

    /** @param path after the stage, with its slash and query, as it goes over the wire */
    HttpResponse<String> call(
            Server server, String apiId, String stage, String method, String path, BodyPublisher body) {
        return call(CLIENT, server, apiId, stage, method, path, body);
    }

    HttpResponse<String> call(
            HttpClient client,
            Server server,
            String apiId,
            String stage,
            String method,
            String path,
            BodyPublisher body) {
        String prefix = byHost ? "/" + stage : "/execute-api/" + apiId + "/" + stage;
        var request = HttpRequest.newBuilder(URI.create(door(server) + prefix + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (byHost) {
            request.header(
                    "Host", apiId + ".execute-api.localhost:" + door(server).getPort());
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
