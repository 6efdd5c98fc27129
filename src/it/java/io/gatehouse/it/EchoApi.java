package io.gatehouse.it;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** A {@link ProxyApi} deployed for one test class, in front of a backend that tells what came through. */
final class EchoApi implements AutoCloseable {
    private final Server server = Server.running();
    private final ApiGatewayClient aws = Aws.client(server);
    private final EchoBackend backend = EchoBackend.start();
    private final String id = ProxyApi.deployed(aws, backend).id();

    HttpResponse<String> get(Address address, String path) {
        return call(address, "GET", path, BodyPublishers.noBody());
    }

    /** @param path after the stage */
    HttpResponse<String> call(Address address, String method, String path, BodyPublisher body) {
        return address.call(server, id, "test", method, path, body);
    }

    /** A POST of a client of its own that would rather speak HTTP/2. */
    HttpResponse<String> offeringHttp2(Address address, String path, BodyPublisher body) {
        return address.call(HttpClient.newHttpClient(), server, id, "test", "POST", path, body);
    }

    /** The door of an address, for any bytes. */
    RawDoor door(Address address) {
        return new RawDoor(address.door(server));
    }

    /** The stage's path, with a slash at its end. */
    String path() {
        return "/execute-api/" + id + "/test/";
    }

    /** One line for each request that reached the backend. */
    List<String> seen() {
        return backend.seen();
    }

    @Override
    public void close() {
        aws.deleteRestApi(request -> request.restApiId(id));
        aws.close();
        backend.close();
    }
}
