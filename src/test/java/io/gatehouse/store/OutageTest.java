package io.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.model.AwsException;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The database goes away and comes back; the server lives on. */
class OutageTest {
    private static final Key API = Key.root("restapis", "a1");
    private static final JsonObject VALUE = DocumentStoreTest.json("x");

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = "POSTGRESQL.*")
    void theDatabaseMayBeAwayAtTheStartAndLater(TestBacking backing) throws Exception {
        String url = TestPostgres.freshDatabase();
        try (TestProxy proxy = new TestProxy(TestPostgres.port());
                DocumentStore store = store(backing, url.replace(":" + TestPostgres.port(), ":" + proxy.port()))) {
            assertThatRefusedInTime(store);
            proxy.open();
            assertThat(findOnceBack(store)).isEmpty();
            assertThat(insert(store)).isTrue();
            proxy.cut();
            assertThatRefusedInTime(store);
            proxy.open();
            assertThat(findOnceBack(store)).contains(VALUE);
            proxy.cut();
            proxy.open();
            assertThat(find(store)).as("connections that broke unnoticed").contains(VALUE);
            assertThat(insert(store)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = "POSTGRESQL.*")
    void aDatabaseThatNoLongerAnswersIsAway(TestBacking backing) throws Exception {
        String url = TestPostgres.freshDatabase();
        try (TestProxy proxy = new TestProxy(TestPostgres.port());
                DocumentStore store = store(backing, url.replace(":" + TestPostgres.port(), ":" + proxy.port()))) {
            proxy.open();
            assertThat(insert(store)).isTrue();
            TimeUnit.MILLISECONDS.sleep(600); // the pool trusts a connection for half a second after its last use
            proxy.silence();
            assertThatRefusedInTime(store);
            proxy.cut();
            proxy.open();
            assertThat(findOnceBack(store)).contains(VALUE);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = "POSTGRESQL.*")
    void aRestartOfTheDatabaseInTheMiddleOfWorkRunsItAgain(TestBacking backing) throws Exception {
        String url = TestPostgres.freshDatabase();
        try (TestProxy proxy = new TestProxy(TestPostgres.port());
                DocumentStore store = store(backing, url.replace(":" + TestPostgres.port(), ":" + proxy.port()))) {
            proxy.open();
            AtomicInteger runs = new AtomicInteger();
            store.transaction(tx -> {
                tx.put(API, VALUE);
                assertThat(tx.subtree(API)).isEmpty();
                if (runs.incrementAndGet() == 1) {
                    reopen(proxy);
                }
                tx.put(API.child("stages", "dev"), VALUE);
                return true;
            });
            assertThat(runs).hasValue(2);
            assertThat(find(store)).contains(VALUE);
        }
    }

    private static void reopen(TestProxy proxy) {
        try {
            proxy.cut();
            proxy.open();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = "H2.*")
    void anEmbeddedDatabaseThatClosedOpensAgain(TestBacking backing, @TempDir Path folder) throws Exception {
        try (DocumentStore store =
                new DocumentStore(Database.open(TestStore.settings(folder, Map.of())), backing.properties())) {
            assertThat(insert(store)).isTrue();
            for (int round = 0; round < 15; round++) {
                shutDown(folder);
                try {
                    find(store);
                } catch (AwsException e) {
                    assertThat(e.status()).isEqualTo(503);
                }
                assertThat(find(store)).contains(VALUE);
            }
        }
    }

    private static void shutDown(Path folder) throws Exception {
        String url = "jdbc:h2:async:" + folder.resolve("gatehouse");
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = "H2.*")
    void anInterruptedThreadLeavesTheStoreUsable(TestBacking backing, @TempDir Path folder) throws Exception {
        try (DocumentStore store =
                new DocumentStore(Database.open(TestStore.settings(folder, Map.of())), backing.properties())) {
            for (int round = 0; round < 10; round++) {
                Key key = API.child("models", "m" + round);
                Thread thread = new Thread(() -> {
                    Thread.currentThread().interrupt();
                    try {
                        store.transaction(tx -> tx.insert(key, DocumentStoreTest.json("x".repeat(100_000))));
                    } catch (AwsException e) {
                        // whether an interrupted thread gets to write is open
                    }
                });
                thread.start();
                thread.join(10_000);
            }
            assertThat(insert(store)).isTrue();
            assertThat(find(store)).contains(VALUE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterTheEndEverythingIsRefused(TestBacking backing) {
        DocumentStore store = backing.fresh();
        assertThat(insert(store)).isTrue();
        store.close();
        assertThatRefusedInTime(store);
        store.close();
    }

    private static DocumentStore store(TestBacking backing, String url) {
        return new DocumentStore(
                Database.open(TestStore.settings(
                        Path.of("unused"), Map.of("gatehouse.db.url", url, "gatehouse.db.user", "postgres"))),
                backing.properties());
    }

    private static boolean insert(Store store) {
        return store.transaction(tx -> tx.insert(API, VALUE));
    }

    private static Optional<JsonObject> find(Store store) {
        return store.transaction(tx -> tx.find(API));
    }

    /** Many callers at once, as threads of a server: each is refused in two seconds or three, more on a busy machine. */
    private static void assertThatRefusedInTime(Store store) {
        List<Runnable> operations =
                List.of(() -> find(store), () -> insert(store), () -> store.transaction(tx -> tx.lock(API)));
        long start = System.nanoTime();
        CompletableFuture<?>[] calls = IntStream.range(0, 21)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> assertThatThrownBy(operations.get(i % 3)::run)
                                .isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.code())
                                        .isEqualTo("ServiceUnavailableException")),
                        task -> new Thread(task).start()))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(calls).join();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    /** The pool tries again every two seconds at the most. */
    private static Optional<JsonObject> findOnceBack(Store store) {
        for (int attempt = 1; ; attempt++) {
            try {
                return find(store);
            } catch (AwsException e) {
                assertThat(attempt).isLessThan(5);
            }
        }
    }
}
