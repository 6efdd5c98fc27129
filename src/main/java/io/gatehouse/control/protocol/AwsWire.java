package io.gatehouse.control.protocol;

import io.gatehouse.config.Settings;
import io.gatehouse.execute.authorize.Credentials;
import io.gatehouse.execute.authorize.QueryString;
import io.gatehouse.execute.authorize.RefusedSignatureException;
import io.gatehouse.execute.authorize.SignedRequest;
import io.gatehouse.execute.authorize.Sigv4;
import io.gatehouse.execute.entry.DateField;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Store;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * A control-plane call from the wire to its handler and back: route, authenticate, read, validate, handle in one
 * transaction, write. Knows no container. Safe for use by many threads.
 */
public final class AwsWire {
    private static final Logger LOG = System.getLogger(AwsWire.class.getName());

    private final OperationRouter router;
    private final OutputWriter writer;
    private final Map<String, Handler> handlers;
    private final Map<String, Integer> errors = new HashMap<>();
    private final Store store;
    private final Sigv4 sigv4;
    private final DateField date;
    private final int bodyLimit;

    /**
     * @param handlers by {@code service.Operation}, such as {@code apigateway.CreateRestApi}
     * @param keys finds the credentials of an access key id
     * @throws IllegalArgumentException when a handler's name is no operation of the models
     */
    public AwsWire(
            List<ServiceModel> models,
            Map<String, Handler> handlers,
            Store store,
            Function<String, Optional<Credentials>> keys,
            Settings settings,
            Clock clock) {
        this.router = new OperationRouter(models);
        this.writer = new OutputWriter(models);
        this.handlers = Map.copyOf(handlers);
        this.store = store;
        this.date = new DateField(clock);
        this.sigv4 = new Sigv4(settings.region(), keys, clock);
        this.bodyLimit = settings.limits().importBytes();
        models.forEach(model -> errors.putAll(model.errors()));
        this.handlers.keySet().forEach(key -> {
            if (models.stream().noneMatch(model -> model.keys().contains(key))) {
                throw new IllegalArgumentException("no operation is called " + key);
            }
        });
    }

    /** Answers a call, whatever becomes of it. */
    public WireAnswer answer(WireRequest request) {
        String requestId = UUID.randomUUID().toString();
        WireAnswer answer;
        try {
            answer = route(request).map(match -> handle(request, match)).orElseGet(ErrorWriter::nothingThere);
        } catch (RefusedSignatureException refused) {
            answer = ErrorWriter.write(refused.code(), 403, refused.getMessage());
        } catch (AwsException refused) {
            answer = ErrorWriter.write(
                    refused.code(), errors.getOrDefault(refused.code(), refused.status()), refused.getMessage());
        } catch (RuntimeException | StackOverflowError bug) {
            LOG.log(
                    Level.ERROR,
                    "control-plane call failed requestId=" + requestId + " method=" + request.method(),
                    bug);
            answer = ErrorWriter.failure();
        }
        answer.headers()
                .add("x-amzn-RequestId", requestId)
                .add("x-amz-apigw-id", gatewayId())
                .add("Date", date.now());
        return answer;
    }

    private WireAnswer handle(WireRequest request, OperationRouter.Match match) {
        Operation operation = match.operation();
        byte[] body = authenticatedBody(request, operation);
        Handler handler = handlers.get(operation.key());
        if (handler == null) {
            throw AwsException.of(
                    "NotImplementedException", 501, "The operation " + operation.name() + " is not implemented.");
        }
        Input input = InputReader.read(operation, match.labels(), query(request), request.headers(), body);
        InputValidator.check(operation, input);
        Object made = store.transaction(tx -> {
            Object output = handler.handle(input, tx);
            // Written inside: an answer that cannot be written is not kept either.
            return output instanceof Afterwards ? output : writer.write(operation, output, request);
        });
        return made instanceof Afterwards later
                ? writer.write(operation, later.output().get(), request)
                : (WireAnswer) made;
    }

    private Optional<OperationRouter.Match> route(WireRequest request) {
        if (isOurs(request.rawPath())) {
            throw AwsException.notFound("There is nothing at this address.");
        }
        try {
            return router.find(request.method(), request.rawPath(), query(request));
        } catch (IllegalArgumentException malformed) {
            throw AwsException.badRequest("The request URI is not properly percent-encoded");
        }
    }

    /** The console and the admin API are no part of AWS. */
    private static boolean isOurs(String path) {
        return List.of("/console", "/gatehouse").stream()
                .anyMatch(ours -> path.equals(ours) || path.startsWith(ours + '/'));
    }

    private static QueryString query(WireRequest request) {
        return QueryString.parse(request.rawQuery());
    }

    /**
     * Recognizes the caller; every way to do so stands here and nowhere else. The body of a call that can be refused
     * without it is not read.
     */
    private byte[] authenticatedBody(WireRequest request, Operation operation) {
        var signed = new SignedRequest(request.method(), request.rawPath(), request.rawQuery(), request.headers());
        Sigv4.Opened opened = sigv4.open(signed, operation.signingName());
        byte[] body = read(request);
        opened.verify(body);
        return body;
    }

    private byte[] read(WireRequest request) {
        String announced = request.headers().first("Content-Length");
        int most = announced == null ? bodyLimit + 1 : bytes(announced);
        try {
            // No further than announced: Payara tells no end of a body beside "Upgrade".
            byte[] body = request.body().readNBytes(most);
            if (body.length > bodyLimit) {
                throw tooLarge();
            }
            return body;
        } catch (IOException broken) {
            throw AwsException.badRequest("The request body could not be read");
        }
    }

    private int bytes(String announced) {
        if (!announced.matches("[0-9]{1,9}") || Integer.parseInt(announced) > bodyLimit) {
            throw tooLarge();
        }
        return Integer.parseInt(announced);
    }

    private AwsException tooLarge() {
        return AwsException.of(
                "RequestEntityTooLargeException",
                413,
                "Request size is more than the limit of " + bodyLimit + " bytes");
    }

    private static String gatewayId() {
        byte[] id = new byte[11];
        ThreadLocalRandom.current().nextBytes(id);
        return Base64.getUrlEncoder().encodeToString(id);
    }
}
