package io.gatehouse.execute.integrate;

import static io.gatehouse.execute.integrate.Client.BACKEND;
import static io.gatehouse.execute.integrate.Client.OK;
import static io.gatehouse.execute.integrate.Client.assertRefused;
import static io.gatehouse.execute.integrate.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.execute.Body;
import io.gatehouse.execute.Headers;
import io.gatehouse.execute.RawServer;
import io.gatehouse.model.rest.GatewayResponseType;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backends that speak TLS with a certificate that no known authority signed. */
class TlsBackendTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "elsewhere", "expired"})
    void anUnknownAuthorityIsAConfigurationError(String certificate) throws Exception {
        try (RawServer server = serving(certificate)) {
            assertRefused(get(server, true, false), GatewayResponseType.API_CONFIGURATION_ERROR);
        }
    }

    @Test
    void insecureSkipVerificationTakesIt() throws Exception {
        try (RawServer server = serving("localhost")) {
            for (int i = 0; i < 3; i++) {
                assertThat(text(get(server, true, true).get(10, TimeUnit.SECONDS)))
                        .isEqualTo("ok");
            }
            assertThat(server.connections()).as("kept").isLessThanOrEqualTo(2);
        }
    }

    @Test
    void whatOneMethodSkipsIsCheckedForAnother() throws Exception {
        try (RawServer server = serving("localhost")) {
            assertThat(text(get(server, true, true).get(10, TimeUnit.SECONDS))).isEqualTo("ok");

            assertRefused(get(server, true, false), GatewayResponseType.API_CONFIGURATION_ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere", "expired"})
    void insecureSkipVerificationStillChecksNameAndDate(String certificate) throws Exception {
        try (RawServer server = serving(certificate)) {
            assertRefused(get(server, true, true), GatewayResponseType.API_CONFIGURATION_ERROR);
        }
    }

    @Test
    void aBackendWithoutTlsIsANetworkError() throws Exception {
        try (var server = new RawServer(connection -> connection.send(OK))) {
            assertRefused(get(server, true, true), GatewayResponseType.INTEGRATION_FAILURE);
        }
    }

    @Test
    void aBackendWithTlsAskedWithoutIsANetworkError() throws Exception {
        try (RawServer server = serving("localhost")) {
            assertRefused(get(server, false, false), GatewayResponseType.INTEGRATION_FAILURE);
        }
    }

    private static CompletableFuture<IntegrationResponse> get(
            RawServer server, boolean tls, boolean insecureSkipVerification) {
        return BACKEND.send(new IntegrationRequest(
                        "GET",
                        tls,
                        "localhost",
                        server.port(),
                        "/",
                        new Headers(),
                        Body.Bytes.EMPTY,
                        Duration.ofSeconds(10),
                        insecureSkipVerification))
                .toCompletableFuture();
    }

    /** A server that answers every request, with one of the certificates in the folder {@code tls}. */
    private static RawServer serving(String certificate) throws GeneralSecurityException, IOException {
        return new RawServer(listening(certificate), connection -> {
            while (!connection.head().isEmpty()) {
                connection.send(OK);
            }
        });
    }

    private static ServerSocket listening(String certificate) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = TlsBackendTest.class.getResourceAsStream("/tls/" + certificate + ".p12")) {
            keys.load(in, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
