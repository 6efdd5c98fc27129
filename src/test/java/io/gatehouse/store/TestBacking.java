package io.gatehouse.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What the store stands on: WildFly brings Hibernate, Payara brings EclipseLink. Each is opened once. */
enum TestBacking {
    H2_HIBERNATE(false, "org.hibernate.jpa.HibernatePersistenceProvider"),
    H2_ECLIPSELINK(false, "org.eclipse.persistence.jpa.PersistenceProvider"),
    POSTGRESQL_HIBERNATE(true, "org.hibernate.jpa.HibernatePersistenceProvider"),
    POSTGRESQL_ECLIPSELINK(true, "org.eclipse.persistence.jpa.PersistenceProvider");

    private final boolean postgres;
    private final String provider;

    private static final Map<TestBacking, DocumentStore> OPEN = new ConcurrentHashMap<>();

    TestBacking(boolean postgres, String provider) {
        this.postgres = postgres;
        this.provider = provider;
    }

    boolean isPostgres() {
        return postgres;
    }

    /** The store, empty. */
    DocumentStore empty() {
        DocumentStore open = OPEN.computeIfAbsent(this, backing -> {
            DocumentStore store = backing.fresh();
            Runtime.getRuntime().addShutdownHook(new Thread(store::close));
            return store;
        });
        open.clear();
        return open;
    }

    /** A store over a database of its own. */
    DocumentStore fresh() {
        return new DocumentStore(Database.open(TestStore.settings(Path.of("unused"), urlAndUser())), properties());
    }

    Map<String, String> properties() {
        return Map.of("jakarta.persistence.provider", provider);
    }

    private Map<String, String> urlAndUser() {
        return postgres
                ? Map.of("gatehouse.db.url", TestPostgres.freshDatabase(), "gatehouse.db.user", "postgres")
                : Map.of("gatehouse.db.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }
}
