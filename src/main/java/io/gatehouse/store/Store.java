package io.gatehouse.store;

import java.util.function.Function;

/** All values of the control plane, as JSON documents in one table. Safe for use by many threads. */
public interface Store extends AutoCloseable {

    /**
     * Runs {@code work} in one transaction. A collision with another writer runs it again, so {@code work} must have no
     * effect but through the transaction.
     *
     * @throws io.gatehouse.model.AwsException what {@code work} throws (rolled back); {@code ConflictException} when
     *     collisions do not end; {@code ServiceUnavailableException} when the database is away
     */
    <T> T transaction(Function<Transaction, T> work);

    @Override
    void close();
}
