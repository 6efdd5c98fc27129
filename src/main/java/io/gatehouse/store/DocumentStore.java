package io.gatehouse.store;

import io.gatehouse.config.DataFolder;
import io.gatehouse.config.Settings;
import io.gatehouse.model.AwsException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store in a database, through Jakarta Persistence. Tables and the entity manager factory are made with the first
 * transaction that finds the database there. Work that collides with another writer runs again, a bounded number of
 * times with growing random pauses between.
 */
public final class DocumentStore implements Store {
    private static final Logger LOG = System.getLogger(DocumentStore.class.getName());
    private static final int ATTEMPTS = 12;
    private static final long GIVE_UP_NANOS = Duration.ofSeconds(15).toNanos();
    private static final long LONGEST_PAUSE_MILLIS = 200;

    private static final String AWAY_TEXT = "The database is not available. Please try again later.";
    private static final String STOPPING_TEXT = "The server is stopping.";

    private final Database database;
    private final Map<String, String> properties;
    private final ReentrantLock opening = new ReentrantLock();
    private final AtomicLong failedOpenings = new AtomicLong();
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile @Nullable EntityManagerFactory factory;
    private final AtomicBoolean closed = new AtomicBoolean();

    DocumentStore(Database database, Map<String, String> properties) {
        this.database = database;
        this.properties = Map.copyOf(properties);
    }

    /** The store that the settings name; the database need not be there yet. */
    public static DocumentStore open(Settings settings, DataFolder folder) {
        return new DocumentStore(Database.open(settings), Map.of());
    }

    @Override
    public <T> T transaction(Function<Transaction, T> work) {
        long start = System.nanoTime();
        boolean reconnected = false;
        for (int attempt = 1; ; attempt++) {
            Attempt<T> done = attempt(work);
            RuntimeException failure = done.failure();
            if (failure == null) {
                afterCommit(done.afterCommit());
                return done.result();
            }
            Failure kind = Failure.of(failure);
            if (kind == Failure.OTHER || failure instanceof AwsException) {
                throw closed.get() ? AwsException.serviceUnavailable(STOPPING_TEXT) : failure;
            }
            if (kind == Failure.COLLISION) {
                if (attempt == ATTEMPTS || System.nanoTime() - start > GIVE_UP_NANOS) {
                    LOG.log(Level.WARNING, "gave up after {0} collisions", attempt);
                    throw AwsException.conflict(
                            "Unable to complete operation due to concurrent modification. Please try again later.");
                }
                pause(attempt);
                continue;
            }
            database.renewConnections();
            if (kind == Failure.AWAY || reconnected || done.committing()) {
                throw away(failure);
            }
            reconnected = true;
        }
    }

    /**
     * How one run of the work ended.
     *
     * @param committing whether the failure came with or after the commit, so that the work may be on disk
     */
    private record Attempt<T>(
            T result, List<Runnable> afterCommit, @Nullable RuntimeException failure, boolean committing) {}

    @SuppressWarnings("NullAway") // a failed attempt has no result, and the work's own type says whether it may be null
    private <T> Attempt<T> attempt(Function<Transaction, T> work) {
        boolean committing = false;
        try {
            EntityManagerFactory made = factory();
            try {
                database.check(); // here, because EclipseLink asks the pool twice before it gives up
            } catch (SQLException e) {
                return new Attempt<>(null, List.of(), new IllegalStateException(e), false);
            }
            EntityManager em = made.createEntityManager();
            DocumentTransaction tx = new DocumentTransaction(em);
            T result;
            try {
                em.getTransaction().begin();
                database.prepare(em);
                result = work.apply(tx);
                tx.end();
                committing = true;
                em.getTransaction().commit();
            } catch (RuntimeException | Error e) {
                rollback(em, e);
                throw e;
            } finally {
                em.close();
            }
            if (tx.wrote()) {
                database.makeDurable();
            }
            back();
            return new Attempt<>(result, tx.actions(), null, true);
        } catch (SQLException e) {
            return new Attempt<>(null, List.of(), away(e), true);
        } catch (RuntimeException e) {
            return new Attempt<>(null, List.of(), e, committing);
        }
    }

    private static void rollback(EntityManager em, Throwable reason) {
        try {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private static void afterCommit(List<Runnable> actions) {
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "written, but what should follow failed", e);
            }
        }
    }

    private static void pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, 5L << attempt);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest) + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AwsException.serviceUnavailable(STOPPING_TEXT);
        }
    }

    private EntityManagerFactory factory() {
        EntityManagerFactory ready = factory;
        return ready != null ? ready : openFactory();
    }

    /** One thread tries at a time; those that waited for it share its failure, so that nobody waits twice. */
    private EntityManagerFactory openFactory() {
        long failuresBefore = failedOpenings.get();
        try {
            if (!opening.tryLock(3, TimeUnit.SECONDS)) {
                throw AwsException.serviceUnavailable(AWAY_TEXT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AwsException.serviceUnavailable(STOPPING_TEXT);
        }
        try {
            EntityManagerFactory ready = factory;
            if (closed.get()) {
                throw AwsException.serviceUnavailable(STOPPING_TEXT);
            }
            if (ready == null) {
                if (failedOpenings.get() != failuresBefore) {
                    throw AwsException.serviceUnavailable(AWAY_TEXT);
                }
                ready = makeFactory();
                factory = ready;
            }
            return ready;
        } catch (RuntimeException e) {
            failedOpenings.incrementAndGet();
            throw e;
        } finally {
            opening.unlock();
        }
    }

    private EntityManagerFactory makeFactory() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(DocumentStore.class.getClassLoader());
        try {
            database.check();
            database.migrate();
            Map<String, Object> all = new HashMap<>(properties);
            all.put("jakarta.persistence.nonJtaDataSource", database.dataSource());
            return reportingLostConnectionsAtOnce(Persistence.createEntityManagerFactory("gatehouse", all));
        } catch (SQLException e) {
            throw away(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * EclipseLink, Payara's provider, tries a lost connection three times with five seconds between, and has no property
     * against it. What runs again is decided here.
     */
    private static EntityManagerFactory reportingLostConnectionsAtOnce(EntityManagerFactory made) {
        if (made.getClass().getName().startsWith("org.eclipse.persistence.")) {
            try {
                Object session = made.getClass().getMethod("getDatabaseSession").invoke(made);
                Object login = session.getClass().getMethod("getLogin").invoke(session);
                login.getClass()
                        .getMethod("setQueryRetryAttemptCount", int.class)
                        .invoke(login, 0);
            } catch (ReflectiveOperationException e) {
                LOG.log(Level.WARNING, "while the database is away, callers may wait longer", e);
            }
        }
        return made;
    }

    private AwsException away(Throwable cause) {
        if (!away.getAndSet(true)) {
            LOG.log(Level.WARNING, "database away", cause);
        }
        return AwsException.serviceUnavailable(AWAY_TEXT);
    }

    private void back() {
        if (away.get() && away.getAndSet(false)) {
            LOG.log(Level.INFO, "database back");
        }
    }

    /** Removes everything; for tests. */
    void clear() {
        try (EntityManager em = factory().createEntityManager()) {
            em.getTransaction().begin();
            em.createQuery("delete from Document d").executeUpdate();
            em.getTransaction().commit();
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        EntityManagerFactory open = factory;
        if (open != null) {
            open.close();
        }
        database.close();
    }
}
