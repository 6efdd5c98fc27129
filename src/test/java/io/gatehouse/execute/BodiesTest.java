package io.gatehouse.execute;

import static io.gatehouse.execute.TestApi.answer;
import static io.gatehouse.execute.TestApi.api;
import static io.gatehouse.execute.TestApi.httpProxy;
import static io.gatehouse.execute.TestApi.mock;
import static io.gatehouse.execute.TestApi.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.execute.integrate.IntegrationResponse;
import io.gatehouse.model.rest.GatewayResponseType;
import io.gatehouse.snapshot.GatewayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large and slow bodies: they flow through, are collected where a mapping needs them, and nobody is kept waiting. */
class BodiesTest {
    private static final int LIMIT = 10 * 1024 * 1024;
    private static final String HTTP = "{'type':'HTTP','httpMethod':'POST','uri':'http://h',"
            + "'integrationResponses':{'200':{'statusCode':'200'}}}";

    @Test
    void aProxyNeverTouchesAStream() {
        var request = new FakeStream(-1, "hello");
        var answer = new FakeStream(-1, "world");
        var api = api().post("/", httpProxy("http://h"))
                .backend(sent -> new IntegrationResponse(200, new Headers(), answer.body()));

        Response response = api.send("POST", "/", request.body());

        assertThat(api.sent().body()).isSameAs(request.body());
        assertThat(response.body()).isSameAs(answer.body());
        assertThat(request.subscribed).isZero();
        assertThat(answer.subscribed).isZero();
    }

    @Test
    void otherIntegrationsGetTheWholeBody() {
        var request = new FakeStream(5, "hello");
        var answer = new FakeStream(-1, "world");
        var api = api().post("/", HTTP).backend(sent -> new IntegrationResponse(200, new Headers(), answer.body()));

        Response response = api.send("POST", "/", request.body());

        assertThat(text(api.sent().body())).isEqualTo("hello");
        assertThat(text(response)).isEqualTo("world");
    }

    @Test
    void aMappingThatReadsTheBodyOfAProxyGetsItWhole() {
        var request = new FakeStream(-1, "{\"a\":\"b\"}");
        var api = api().post("/", httpProxy("http://h", "{'integration.request.header.a':'method.request.body.a'}"));

        api.send("POST", "/", request.body());

        assertThat(api.sent().headers().first("a")).isEqualTo("b");
        assertThat(text(api.sent().body())).isEqualTo("{\"a\":\"b\"}");
    }

    @Test
    void aBodyOverTheLimitIsRefusedBeforeItIsRead() {
        var request = new FakeStream(LIMIT + 1, "");
        var api = api().post("/", httpProxy("http://h"))
                .gatewayResponse("{'responseType':'REQUEST_TOO_LARGE','statusCode':'499'}");

        Response response = api.send("POST", "/", request.body());

        assertThat(response.status()).isEqualTo(413);
        assertThat(text(response)).isEqualTo("{\"message\":\"Request Too Long\"}");
        assertThat(response.headers().first("x-amzn-ErrorType")).isEqualTo("RequestEntityTooLargeException");
        assertThat(request.cancelled).isTrue();
        assertThat(api.backendCalls()).isZero();
    }

    @Test
    void aStreamThatGrowsOverTheLimitIsRefusedToo() {
        var request =
                new FakeStream(-1, new GatewayException(GatewayResponseType.REQUEST_TOO_LARGE, "Request Too Long"));

        assertThat(api().post("/", HTTP).send("POST", "/", request.body()).status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/unknown", "/mock", "/iam", "/broken", "/media"})
    void aStreamThatNobodyReadsIsCancelled(String path) {
        var request = new FakeStream(-1, "hello");
        var api = api().post("/mock", mock(200))
                .method("POST", "/iam", "{'authorizationType':'AWS_IAM','methodIntegration':" + mock(200) + "}")
                .post("/broken", httpProxy("http://${stageVariables.none}/"))
                .post("/media", "{'type':'MOCK','passthroughBehavior':'NEVER'}");

        api.send("POST", path, request.body());

        assertThat(request.cancelled).isTrue();
    }

    @Test
    void aStreamForNoStageIsCancelled() {
        var request = new FakeStream(-1, "hello");

        api().post("/", mock(200))
                .serve(TestApi.request("POST", "unknown.execute-api.localhost", "/test/", request.body()));

        assertThat(request.cancelled).isTrue();
    }

    @Test
    void anAnswerThatATemplateReplacesIsCancelled() {
        var answer = new FakeStream(-1, "world");
        var api = api().get(
                        "/",
                        "{'type':'HTTP','httpMethod':'GET','uri':'http://h','integrationResponses':"
                                + "{'200':{'statusCode':'200','responseTemplates':{'application/json':'{}'}}}}")
                .backend(sent -> new IntegrationResponse(200, new Headers(), answer.body()));

        assertThat(text(api.call("GET", "/"))).isEqualTo("{}");
        assertThat(answer.cancelled).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proxy", "/http"})
    void anAnswerOverTheLimitIsAnError(String path) {
        var answer = new FakeStream(LIMIT + 1, "");
        var api = api().post("/proxy", httpProxy("http://h"))
                .post("/http", HTTP)
                .backend(sent -> new IntegrationResponse(200, new Headers(), answer.body()));

        assertThat(api.call("POST", path).status()).isEqualTo(500);
        assertThat(answer.cancelled).isTrue();
    }

    @Test
    void anAnswerThatBreaksOffIsAnError() {
        var answer = new FakeStream(-1, new IOException("reset"));
        var api = api().post("/", HTTP).backend(sent -> new IntegrationResponse(200, new Headers(), answer.body()));

        Response response = api.call("POST", "/");

        assertThat(response.status()).isEqualTo(504);
        assertThat(text(response)).isEqualTo("{\"message\":\"Network error communicating with endpoint\"}");
    }

    @Test
    void aCallerWhoLeavesTakesTheCallToTheBackendAlong() {
        for (String integration : new String[] {httpProxy("http://h"), HTTP}) {
            var waiting = new CompletableFuture<IntegrationResponse>();
            var api = api().post("/", integration).slowBackend(sent -> waiting);

            var served = api.serve(TestApi.request("POST", TestApi.HOST, "/test/", Body.Bytes.EMPTY));
            served.response().toCompletableFuture().cancel(false);

            assertThat(waiting).isCancelled();
        }
    }

    @Test
    void anAnswerThatComesTooLateForItsCallerIsCancelled() {
        var answer = new FakeStream(-1, "late");
        var deaf = new CompletableFuture<IntegrationResponse>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        };
        var api = api().post("/", httpProxy("http://h")).slowBackend(sent -> deaf);

        var served = api.serve(TestApi.request("POST", TestApi.HOST, "/test/", Body.Bytes.EMPTY));
        served.response().toCompletableFuture().cancel(false);
        deaf.complete(new IntegrationResponse(200, new Headers(), answer.body()));

        assertThat(answer.cancelled).isTrue();
    }

    @Test
    void aCompressedBodyIsRefusedWhereItWouldHaveToBeDecompressed() {
        var api = api().restApi("{'id':'" + TestApi.ID + "','minimumCompressionSize':0}")
                .post("/", httpProxy("http://h"));

        assertThat(api.send("POST", "/", "x", "Content-Encoding", "gzip").status())
                .isEqualTo(415);
        assertThat(api.send("POST", "/", "x", "Content-Encoding", "identity").status())
                .isEqualTo(200);
        assertThat(api.send("POST", "/", "x").status()).isEqualTo(200);
    }

    @Test
    void nothingWaitsForASlowBackend() {
        var waiting = new CompletableFuture<IntegrationResponse>();
        var api = api().post("/", httpProxy("http://h")).slowBackend(sent -> waiting);

        var response = api.serve(TestApi.request("POST", TestApi.HOST, "/test/", Body.Bytes.EMPTY))
                .response()
                .toCompletableFuture();
        assertThat(response).isNotDone();
        waiting.complete(answer(200, "late"));

        assertThat(text(response.join())).isEqualTo("late");
    }

    /** A streamed body that counts who takes it. */
    private static final class FakeStream implements Flow.Publisher<ByteBuffer> {
        private final Body.Stream body;
        private final String content;
        private final @Nullable Throwable failure;
        private int subscribed;
        private boolean cancelled;

        FakeStream(long length, String content) {
            this.body = new Body.Stream(length, this);
            this.content = content;
            this.failure = null;
        }

        FakeStream(long length, Throwable failure) {
            this.body = new Body.Stream(length, this);
            this.content = "";
            this.failure = failure;
        }

        Body body() {
            return body;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscribed++;
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long chunks) {
                    if (failure != null) {
                        subscriber.onError(failure);
                    } else {
                        subscriber.onNext(ByteBuffer.wrap(content.getBytes(UTF_8)));
                        subscriber.onComplete();
                    }
                }

                @Override
                public void cancel() {
                    cancelled = true;
                }
            });
        }
    }
}
