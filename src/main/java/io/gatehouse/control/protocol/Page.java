package io.gatehouse.control.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param items records or {@link jakarta.json.JsonObject}s
 * @param position where the next page begins; null on the last
 */
public record Page(List<?> items, @Nullable String position) {}
