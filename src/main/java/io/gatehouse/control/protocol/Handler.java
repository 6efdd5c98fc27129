package io.gatehouse.control.protocol;

import io.gatehouse.store.Transaction;
import org.jspecify.annotations.Nullable;

/** One AWS operation behind the wire. */
@FunctionalInterface
public interface Handler {

    /**
     * Does the operation in the given transaction, which the caller commits.
     *
     * @param input the validated input
     * @return the output: a record or {@link jakarta.json.JsonObject} whose members are those of the output shape, a
     *     {@link Page}, a {@link RawAnswer}, an {@link Afterwards}, or null for an empty answer
     * @throws io.gatehouse.model.AwsException the refusal to send; everything is rolled back
     */
    @Nullable
    Object handle(Input input, Transaction tx);
}
