package io.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.model.AwsException;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store promises, on both databases and through both persistence providers. */
@ParameterizedClass
@EnumSource
class DocumentStoreTest {
    private static final Key API = Key.root("restapis", "a1");

    private final DocumentStore store;

    DocumentStoreTest(TestBacking backing) {
        this.store = backing.empty();
    }

    @BeforeEach
    void oneApi() {
        run(tx -> tx.insert(API, json("api")));
    }

    // One value.

    @Test
    void anInsertedValueIsFoundByItsKey() {
        assertThat(find(API)).contains(json("api"));
        assertThat(find(Key.root("restapis", "a2"))).isEmpty();
        assertThat(find(Key.root("apis", "a1"))).isEmpty();
    }

    @Test
    void insertLeavesWhatIsThere() {
        boolean inserted = store.transaction(tx -> tx.insert(API, json("other")));
        assertThat(inserted).isFalse();
        assertThat(find(API)).contains(json("api"));
    }

    @Test
    void putReplacesOrAdds() {
        Key stage = API.child("stages", "dev");
        run(tx -> {
            tx.put(API, json("changed"));
            tx.put(stage, json("new"));
            assertThat(tx.find(API)).contains(json("changed"));
            assertThat(tx.find(stage)).contains(json("new"));
        });
        assertThat(find(API)).contains(json("changed"));
        assertThat(find(stage)).contains(json("new"));
    }

    @Test
    void aTransactionSeesItsOwnWrites() {
        run(tx -> {
            tx.put(API, json("one"));
            tx.put(API, json("two"));
            tx.insert(API.child("stages", "dev"), json("dev"));
            assertThat(ids(tx.children(API.path(), "stages"))).containsExactly("dev");
            assertThat(tx.count(API.path(), "stages")).isEqualTo(1);
            assertThat(tx.delete(API.child("stages", "dev"))).isTrue();
            assertThat(tx.children(API.path(), "stages")).isEmpty();
            assertThat(tx.count(API.path(), "stages")).isZero();
            assertThat(tx.insert(API.child("stages", "dev"), json("again"))).isTrue();
            assertThat(tx.subtree(API)).hasSize(1);
            assertThat(tx.lock(API)).isTrue();
            assertThat(tx.find(API)).contains(json("two"));
            tx.put(API, json("three"));
        });
        assertThat(find(API)).contains(json("three"));
        assertThat(find(API.child("stages", "dev"))).contains(json("again"));
    }

    @Test
    void anyTextSurvives() {
        JsonObject strange = Json.createObjectBuilder()
                .add("quotes \" \\ ' % _ ; --", "line\nbreak\ttab \u0000 nul \u001f \u007f \u2028")
                .add("emoji \uD83D\uDE80", "\u00e4\u00f6\u00fc \u4e2d\u6587 \uD83D\uDE80")
                .add("half a pair", "x\uD83Dy")
                .add("number", new java.math.BigDecimal("12345678901234567890.123456789"))
                .addNull("nothing")
                .build();
        Key key = API.child("models", "\u00e4/%2F ' \" \uD83D\uDE80");
        run(tx -> tx.insert(key, strange));
        assertThat(find(key)).contains(strange);
        List<Entry> entries = store.transaction(tx -> tx.children(API.path(), "models"));
        assertThat(entries).extracting(Entry::key).containsExactly(key);
    }

    @Test
    void bodiesOfSeveralMegabytesAreKept() {
        JsonObject large = json("x\u00e4\uD83D\uDE80".repeat(500_000));
        Key definition = API.child("deployments", "d1").child("definition", "definition");
        run(tx -> tx.insert(definition, large));
        assertThat(find(definition)).contains(large);
        run(tx -> tx.put(definition, json("y".repeat(2_000_000))));
        List<Entry> below = store.transaction(tx -> tx.subtree(API));
        assertThat(below).singleElement().satisfies(e -> assertThat(e.value().getString("name"))
                .hasSize(2_000_000));
    }

    @Test
    void idsThatCannotBeKeptAreNeverThereAndRefused() {
        for (String id : List.of("x\u0000", "x\uD83D", "x".repeat(1001), "%".repeat(400))) {
            Key key = API.child("models", id);
            run(tx -> {
                assertThat(tx.find(key)).isEmpty();
                assertThat(tx.exists(key)).isFalse();
                assertThat(tx.delete(key)).isFalse();
                assertThat(tx.lock(key)).isFalse();
                assertThat(tx.subtree(key)).isEmpty();
                assertThat(tx.children(key.path(), "x")).isEmpty();
                assertThat(tx.children(API.path(), "models", id, 10)).isEmpty();
            });
            assertThatThrownBy(() -> run(tx -> tx.put(key, json("x"))))
                    .isInstanceOfSatisfying(
                            AwsException.class, e -> assertThat(e.status()).isEqualTo(400));
        }
    }

    // Many values.

    @Test
    void childrenAreThoseOfOneKindInByteOrder() {
        run(tx -> {
            for (String id : List.of("b", "a", "Z", "_", "a1", "\u00e9", "10", "9")) {
                tx.insert(API.child("models", id), json(id));
            }
            tx.insert(API.child("stages", "s"), json("s"));
            tx.insert(API.child("models", "a").child("models", "below"), json("below"));
            tx.insert(Key.root("restapis", "a10").child("models", "x"), json("other api"));
        });
        List<Entry> models = store.transaction(tx -> tx.children(API.path(), "models"));
        assertThat(ids(models)).containsExactly("10", "9", "Z", "_", "a", "a1", "b", "\u00e9");
        assertThat(ids(store.transaction(tx -> tx.children("", "restapis")))).containsExactly("a1");
    }

    @Test
    void pagesBeginAfterAnId() {
        run(tx -> {
            for (int i = 0; i < 7; i++) {
                tx.insert(API.child("models", "m" + i), json("m"));
            }
        });
        assertThat(page(null, 3)).containsExactly("m0", "m1", "m2");
        assertThat(page("m2", 3)).containsExactly("m3", "m4", "m5");
        assertThat(page("m5", 3)).containsExactly("m6");
        assertThat(page("m6", 3)).isEmpty();
        assertThat(page("m25", 2)).containsExactly("m3", "m4");
        assertThat(page(null, 0)).isEmpty();
        assertThat(page("' or 1=1 --", 3)).containsExactly("m0", "m1", "m2");
    }

    private List<String> page(@org.jspecify.annotations.Nullable String after, int limit) {
        return ids(store.transaction(tx -> tx.children(API.path(), "models", after, limit)));
    }

    @Test
    void aSubtreeIsWhatIsBelowAndNothingBeside() {
        Key one = API.child("resources", "r%_");
        Key method = one.child("methods", "GET");
        List<Key> beside = List.of(
                API.child("resources", "r%_!"),
                API.child("resources", "r%_0"),
                API.child("resources", "rxx"),
                API.child("resources", "r%_-x"),
                API.child("resources", "r"));
        run(tx -> {
            tx.insert(one, json("one"));
            tx.insert(method, json("GET"));
            tx.insert(method.child("responses", "200"), json("200"));
            for (Key key : beside) {
                tx.insert(key, json("beside"));
                tx.insert(key.child("methods", "GET"), json("beside"));
            }
        });
        List<Entry> below = store.transaction(tx -> tx.subtree(one));
        assertThat(below).extracting(Entry::key).containsExactly(method, method.child("responses", "200"));
        boolean deleted = store.transaction(tx -> tx.delete(one));
        assertThat(deleted).isTrue();
        assertThat(find(method)).isEmpty();
        for (Key key : beside) {
            assertThat(find(key)).isPresent();
            assertThat(find(key.child("methods", "GET"))).isPresent();
        }
        boolean again = store.transaction(tx -> tx.delete(one));
        assertThat(again).isFalse();
    }

    @Test
    void thousandsOfValuesAreWrittenReadAndDeletedInOneTransactionEach() {
        run(tx -> {
            for (int i = 0; i < 3_000; i++) {
                tx.insert(API.child("resources", "r" + i), json("resource " + i));
            }
        });
        List<Entry> below = store.transaction(tx -> tx.subtree(API));
        assertThat(below).hasSize(3_000);
        List<Key> keys = below.stream().map(Entry::key).toList();
        Map<Key, JsonObject> found = store.transaction(tx -> tx.find(keys));
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(keys);
        run(tx -> tx.delete(API));
        List<Entry> gone = store.transaction(tx -> tx.subtree(API));
        assertThat(gone).isEmpty();
    }

    // All or nothing.

    @Test
    void aRefusalRollsEverythingBack() {
        AwsException refusal = AwsException.badRequest("no");
        AtomicInteger after = new AtomicInteger();
        assertThatThrownBy(() -> run(tx -> {
                    tx.put(API, json("changed"));
                    tx.insert(API.child("stages", "dev"), json("dev"));
                    tx.delete(API.child("stages", "dev"));
                    tx.insert(API.child("stages", "prod"), json("prod"));
                    tx.afterCommit(after::incrementAndGet);
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThat(find(API)).contains(json("api"));
        assertThat(find(API.child("stages", "prod"))).isEmpty();
        assertThat(after).hasValue(0);
    }

    @Test
    void bugsComeOutAsTheyAre() {
        IllegalStateException bug = new IllegalStateException("bug");
        assertThatThrownBy(() -> run(tx -> {
                    tx.put(API, json("changed"));
                    throw bug;
                }))
                .isSameAs(bug);
        assertThat(find(API)).contains(json("api"));
    }

    @Test
    void whatFollowsACommitSeesItAndMayFail() {
        List<String> seen = new ArrayList<>();
        run(tx -> {
            tx.put(API, json("changed"));
            tx.afterCommit(() -> seen.add(find(API).orElseThrow().getString("name")));
            tx.afterCommit(() -> {
                throw new IllegalStateException("follow-up failed on purpose");
            });
            tx.afterCommit(() -> seen.add("last"));
        });
        assertThat(seen).containsExactly("changed", "last");
    }

    @Test
    void aTransactionThatHasEndedIsOfNoUse() {
        List<Transaction> leaked = new ArrayList<>();
        run(leaked::add);
        Transaction tx = leaked.get(0);
        assertThatThrownBy(() -> tx.find(API)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tx.put(API, json("x"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tx.delete(API)).isInstanceOf(IllegalStateException.class);
    }

    // Others at work.

    @Test
    void underTheLockNoUpdateIsLost() throws Exception {
        Key counter = API.child("counters", "c");
        run(tx -> tx.insert(counter, number(0)));
        Callable<Void> fiveHundred = () -> {
            for (int i = 0; i < 500; i++) {
                run(tx -> {
                    assertThat(tx.lock(API)).isTrue();
                    tx.put(counter, number(tx.find(counter).orElseThrow().getInt("n") + 1));
                });
            }
            return null;
        };
        together(fiveHundred, fiveHundred);
        assertThat(find(counter)).contains(number(1000));
    }

    @Test
    void withoutTheLockCollisionsRunAgainAndNoUpdateIsLost() throws Exception {
        Key counter = API.child("counters", "c");
        run(tx -> tx.insert(counter, number(0)));
        Callable<Void> hundred = () -> {
            for (int i = 0; i < 100; i++) {
                run(tx -> tx.put(counter, number(tx.find(counter).orElseThrow().getInt("n") + 1)));
            }
            return null;
        };
        together(hundred, hundred);
        assertThat(find(counter)).contains(number(200));
    }

    @Test
    void aWriteBetweenReadAndLockIsNoticed() {
        Key counter = API.child("counters", "c");
        run(tx -> tx.insert(counter, number(0)));
        AtomicInteger runs = new AtomicInteger();
        run(tx -> {
            int read = tx.find(counter).orElseThrow().getInt("n");
            if (runs.incrementAndGet() == 1) {
                inOtherThread(() -> run(other -> other.put(counter, number(10))));
            }
            tx.lock(API);
            tx.put(counter, number(read + 1));
        });
        assertThat(runs).hasValue(2);
        assertThat(find(counter)).contains(number(11));
    }

    @Test
    void oneOfManyInsertsOfTheSameKeyWins() throws Exception {
        for (int round = 0; round < 20; round++) {
            Key key = API.child("models", "m" + round);
            AtomicInteger winners = new AtomicInteger();
            Callable<Void> insert = () -> {
                if (store.transaction(
                        tx -> tx.insert(key, json(Thread.currentThread().getName())))) {
                    winners.incrementAndGet();
                }
                return null;
            };
            together(insert, insert, insert);
            assertThat(winners).hasValue(1);
        }
    }

    @Test
    void anInsertThatOthersMadeMeanwhileIsRefusedNotFailed() {
        Key key = API.child("models", "m");
        AtomicInteger runs = new AtomicInteger();
        boolean inserted = store.transaction(tx -> {
            if (runs.incrementAndGet() == 1) {
                assertThat(tx.exists(key)).isFalse();
                inOtherThread(() -> run(other -> other.insert(key, json("other"))));
            }
            return tx.insert(key, json("mine"));
        });
        assertThat(inserted).isFalse();
        assertThat(find(key)).contains(json("other"));
    }

    @Test
    void whatWasLookedForInVainIsNotOverwritten() {
        Key key = API.child("apikeyvalues", "v");
        run(tx -> {
            if (!tx.exists(key)) {
                inOtherThread(() -> run(other -> other.insert(key, json("other"))));
                tx.put(key, json("mine"));
            }
        });
        assertThat(find(key)).contains(json("other"));
    }

    @Test
    void whoWaitsForADeletedApiFindsItGone() throws Exception {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        Callable<Void> deletes = () -> {
            run(tx -> {
                tx.lock(API);
                locked.countDown();
                await(waiting);
                tx.delete(API);
            });
            return null;
        };
        AtomicInteger created = new AtomicInteger();
        Callable<Void> creates = () -> {
            await(locked);
            waiting.countDown();
            run(tx -> {
                if (tx.lock(API)) {
                    created.incrementAndGet();
                    tx.insert(API.child("models", "orphan"), json("orphan"));
                }
            });
            return null;
        };
        together(deletes, creates);
        List<Entry> below = store.transaction(tx -> tx.subtree(API));
        assertThat(below).isEmpty();
        assertThat(find(API)).isEmpty();
    }

    @Test
    void locksInOppositeOrderEnd() throws Exception {
        Key other = Key.root("restapis", "b1");
        run(tx -> tx.insert(other, json("b")));
        CountDownLatch bothHoldOne = new CountDownLatch(2);
        AtomicInteger runs = new AtomicInteger();
        Function<List<Key>, Callable<Void>> locks = keys -> () -> {
            run(tx -> {
                runs.incrementAndGet();
                tx.lock(keys.get(0));
                bothHoldOne.countDown();
                await(bothHoldOne);
                tx.lock(keys.get(1));
                tx.put(keys.get(1), json("done"));
            });
            return null;
        };
        together(locks.apply(List.of(API, other)), locks.apply(List.of(other, API)));
        assertThat(runs.get()).isGreaterThan(2);
        assertThat(find(API)).contains(json("done"));
        assertThat(find(other)).contains(json("done"));
    }

    @Test
    void collisionsThatDoNotEndAreAConflict() {
        Key counter = API.child("counters", "c");
        run(tx -> tx.insert(counter, number(0)));
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> run(tx -> {
                    tx.find(counter);
                    int n = runs.incrementAndGet();
                    inOtherThread(() -> run(other -> other.put(counter, number(n))));
                    tx.put(counter, number(-1));
                }))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("ConflictException"))
                .hasMessage("Unable to complete operation due to concurrent modification. Please try again later.");
        assertThat(runs.get()).isBetween(5, 20);
        assertThat(find(counter)).contains(number(runs.get()));
    }

    private void run(Consumer<Transaction> work) {
        store.transaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    private Optional<JsonObject> find(Key key) {
        return store.transaction(tx -> tx.find(key));
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).toList();
    }

    static JsonObject json(String name) {
        return Json.createObjectBuilder().add("name", name).build();
    }

    private static JsonObject number(int n) {
        return Json.createObjectBuilder().add("n", n).build();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void inOtherThread(Runnable work) {
        CompletableFuture.runAsync(work).orTimeout(20, TimeUnit.SECONDS).join();
    }

    @SafeVarargs
    private static void together(Callable<Void>... works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(works.length);
        try {
            List<Future<Void>> futures = new ArrayList<>();
            for (Callable<Void> work : works) {
                futures.add(threads.submit(work));
            }
            for (Future<Void> future : futures) {
                future.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
