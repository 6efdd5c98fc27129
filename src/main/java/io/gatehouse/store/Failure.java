package io.gatehouse.store;

import jakarta.persistence.EntityExistsException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a database error means for the operation it befell. */
enum Failure {
    /** Another writer was there; the same work may succeed when it runs again. */
    COLLISION,
    /** The database cannot be used at the moment. */
    AWAY,
    /** A connection was lost that was thought to be good; the next one may be. */
    BROKEN_CONNECTION,
    /** A bug, here or in the work. */
    OTHER;

    /** SQLSTATEs of PostgreSQL and H2: serialization, deadlock, lock timeout, concurrent update, duplicate key. */
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01", "55P03", "HYT00", "90131", "23505");

    /** Closed, out of disk, read-only after a fail-over, statement timeout, no more connections. */
    private static final Set<String> AWAYS =
            Set.of("25006", "57014", "57P03", "90020", "90028", "90031", "90121", "57P05", "90007");

    private static final Set<String> BROKEN = Set.of("57P01", "57P02", "90067", "90098");

    /**
     * Looks through the causes. What the driver says counts first: EclipseLink calls every failure of a locking query a
     * failed lock, a lost connection too.
     */
    static Failure of(Throwable failure) {
        Failure told = first(failure, Failure::ofDriver);
        return told != OTHER ? told : first(failure, Failure::ofProvider);
    }

    private static Failure first(Throwable failure, Function<Throwable, Failure> teller) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth++ < 20; cause = next(cause)) {
            Failure told = teller.apply(cause);
            if (told != OTHER) {
                return told;
            }
        }
        return OTHER;
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }

    private static Failure ofDriver(Throwable cause) {
        if (cause instanceof SQLTransientConnectionException) {
            return AWAY;
        }
        return cause instanceof SQLException sql && sql.getSQLState() != null ? ofState(sql.getSQLState()) : OTHER;
    }

    private static Failure ofProvider(Throwable cause) {
        return cause instanceof OptimisticLockException
                        || cause instanceof PessimisticLockException
                        || cause instanceof LockTimeoutException
                        || cause instanceof EntityExistsException
                ? COLLISION
                : OTHER;
    }

    private static Failure ofState(String state) {
        if (COLLISIONS.contains(state)) {
            return COLLISION;
        }
        if (AWAYS.contains(state) || state.startsWith("53")) {
            return AWAY;
        }
        return BROKEN.contains(state) || state.startsWith("08") ? BROKEN_CONNECTION : OTHER;
    }
}
