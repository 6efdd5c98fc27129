package io.gatehouse.control.kind;

import io.gatehouse.control.protocol.Input;
import io.gatehouse.control.protocol.Page;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a listing begins and how long it may be. The position is opaque to callers: the last id of the page
 * before, so a listing stays right while things come and go.
 *
 * @param afterId null on the first page
 */
public record Paging(@Nullable String afterId, int limit) {
    private static final int DEFAULT = 25;
    private static final int MOST = 500;

    /** Reads a part of a listing in its order. */
    @FunctionalInterface
    public interface Source {
        /** At most {@code limit} items that come after this id; fewer only at the end of the listing. */
        List<Item> after(@Nullable String id, int limit);
    }

    /**
     * Something listed.
     *
     * @param answer null when it is not among what was asked for
     */
    public record Item(String id, @Nullable JsonObject answer) {}

    /**
     * Reads {@code limit} and {@code position}.
     *
     * @throws AwsException {@code BadRequestException} when the position is not one of ours or the limit is below 1
     */
    public static Paging of(Input input) {
        int limit = input.findInt("limit").orElse(DEFAULT);
        if (limit < 1) {
            throw AwsException.badRequest("Invalid limit specified, must be between 1 and " + MOST);
        }
        String position = input.findText("position").orElse("");
        return new Paging(position.isEmpty() ? null : decode(position), Math.min(limit, MOST));
    }

    /** A page of what lies directly below {@code parent}. */
    public Page page(Transaction tx, String parent, String kind, Function<List<Entry>, List<JsonObject>> answers) {
        return page((after, most) -> {
            List<Entry> entries = tx.children(parent, kind, after, most);
            List<JsonObject> made = answers.apply(entries);
            List<Item> items = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                items.add(new Item(entries.get(i).id(), made.get(i)));
            }
            return items;
        });
    }

    /** A page of a list that is made anew for each call, ordered by id. */
    public Page pageOf(List<Entry> all) {
        return page((after, most) -> all.stream()
                .filter(entry -> after == null || entry.id().compareTo(after) > 0)
                .limit(most)
                .map(entry -> new Item(entry.id(), entry.value()))
                .toList());
    }

    /** A page of what has an answer. */
    public Page page(Source source) {
        List<JsonObject> shown = new ArrayList<>();
        String last = afterId;
        String position = "";
        int asked = limit + 1;
        while (true) {
            List<Item> items = source.after(last, asked);
            for (Item item : items) {
                JsonObject answer = item.answer();
                if (answer != null && shown.size() == limit) {
                    return new Page(shown, encode(position));
                }
                if (answer != null) {
                    shown.add(answer);
                    position = item.id();
                }
                last = item.id();
            }
            if (items.size() < asked) {
                return new Page(shown, null);
            }
            asked = MOST;
        }
    }

    private static String encode(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("1:" + id).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String position) {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(position), StandardCharsets.UTF_8);
            if (decoded.startsWith("1:") && encode(decoded.substring(2)).equals(position)) {
                return decoded.substring(2);
            }
        } catch (IllegalArgumentException e) {
            throw AwsException.badRequest("Invalid position parameter specified");
        }
        throw AwsException.badRequest("Invalid position parameter specified");
    }
}
