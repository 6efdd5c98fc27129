package io.gatehouse.control.kind;

import io.gatehouse.control.protocol.Input;
import io.gatehouse.control.protocol.Page;
import io.gatehouse.model.AwsException;
import io.gatehouse.store.Transaction;
import io.gatehouse.store.Transaction.Entry;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
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
        return page(tx.children(parent, kind, afterId, limit + 1), answers);
    }

    /** A page of a list that is made anew for each call, ordered by id. */
    public Page pageOf(List<Entry> all) {
        List<Entry> found = all.stream()
                .filter(entry -> afterId == null || entry.id().compareTo(afterId) > 0)
                .limit(limit + 1L)
                .toList();
        return page(found, shown -> shown.stream().map(Entry::value).toList());
    }

    private Page page(List<Entry> found, Function<List<Entry>, List<JsonObject>> answers) {
        boolean more = found.size() > limit;
        List<Entry> shown = more ? found.subList(0, limit) : found;
        String position = more ? encode(shown.get(limit - 1).id()) : null;
        return new Page(answers.apply(shown), position);
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
