package io.gatehouse.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Json;
import io.gatehouse.store.Key;
import io.gatehouse.store.Store;
import io.gatehouse.store.TestStore;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A draft answers as the store would, and writes only when told to. */
class DraftTransactionTest {
    private static final Key API = Key.root("restapis", "a");
    private static final Key OTHER = Key.root("restapis", "a-2");
    private static final JsonObject VALUE = Json.parse("{\"v\": 1}");
    private static final JsonObject NEW = Json.parse("{\"v\": 2}");

    private final Store store = TestStore.inMemory();

    @BeforeEach
    void fill() {
        store.transaction(tx -> {
            for (Key key : List.of(API, part("x"), part("x").child("parts", "deep"), part("y"), OTHER)) {
                tx.put(key, VALUE);
            }
            return true;
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nothingIsWrittenBeforeItIsFlushed() {
        List<String> before = everything();
        draft(false, draft -> {
            draft.delete(part("x"));
            draft.put(part("z"), NEW);
        });
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aFlushWritesWhatDiffers() {
        draft(true, draft -> {
            assertThat(draft.delete(part("x"))).isTrue();
            assertThat(draft.delete(part("x"))).isFalse();
            assertThat(draft.insert(part("y"), NEW)).isFalse();
            assertThat(draft.insert(part("z"), NEW)).isTrue();
            draft.put(API, NEW);
        });
        assertThat(everything())
                .containsExactly("/restapis/a 2", "/restapis/a/parts/y 1", "/restapis/a/parts/z 2", "/restapis/a-2 1");
    }

    @Test
    void whatIsRemovedAndMadeAgainHasOnlyItsNewParts() {
        draft(true, draft -> {
            draft.delete(part("x"));
            draft.put(part("x"), VALUE);
        });
        assertThat(everything()).contains("/restapis/a/parts/x 1").doesNotContain("/restapis/a/parts/x/parts/deep 1");
    }

    @Test
    void listingsAreThoseOfTheStore() {
        draft(false, draft -> {
            assertThat(draft.children(API.path(), "parts").stream().map(Entry::id))
                    .containsExactly("x", "y");
            assertThat(draft.children(API.path(), "parts", "x", 5).stream().map(Entry::id))
                    .containsExactly("y");
            assertThat(draft.children(part("x").path(), "parts")).hasSize(1);
            assertThat(draft.count(API.path(), "parts"))
                    .isEqualTo(draft.children(API.path(), "parts").size());
            assertThat(draft.subtree(API)).hasSize(3);
            assertThat(draft.subtree(part("x"))).hasSize(1);
            assertThat(draft.children("", "restapis")).hasSize(2);
            assertThat(draft.count("", "restapis")).isEqualTo(2);
        });
    }

    @Test
    void otherApisAreReachedThroughIt() {
        draft(false, draft -> {
            assertThat(draft.exists(OTHER)).isTrue();
            draft.put(OTHER, NEW);
        });
        assertThat(everything()).contains("/restapis/a-2 2");
    }

    @Test
    void theDraftOfAnUnknownApiIsEmpty() {
        store.transaction(tx -> {
            var draft = new DraftTransaction(tx, Key.root("restapis", "none"));
            assertThat(draft.exists(Key.root("restapis", "none"))).isFalse();
            return true;
        });
    }

    private void draft(boolean flush, Consumer<Transaction> work) {
        store.transaction(tx -> {
            var draft = new DraftTransaction(tx, API);
            work.accept(draft);
            if (flush) {
                draft.flush();
            }
            return true;
        });
    }

    private static Key part(String id) {
        return API.child("parts", id);
    }

    private List<String> everything() {
        return store.transaction(tx -> tx.children("", "restapis").stream()
                .flatMap(api -> Stream.concat(Stream.of(api), tx.subtree(api.key()).stream()))
                .map(entry -> entry.key().path() + " " + entry.value().getInt("v"))
                .toList());
    }
}
