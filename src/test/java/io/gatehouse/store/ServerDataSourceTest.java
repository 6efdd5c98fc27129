package io.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.config.SettingsException;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The store over a data source of the server, found by its name. */
class ServerDataSourceTest {
    private static final Map<String, Object> DIRECTORY = new ConcurrentHashMap<>();
    private static final Key API = Key.root("restapis", "a1");

    @BeforeEach
    void aServersDirectory() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Directory.class.getName());
    }

    @AfterEach
    void noDirectory() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }

    @ParameterizedTest
    @EnumSource
    void itIsUsedAndLeftOpen(TestBacking backing) throws SQLException {
        DataSource dataSource = backing.isPostgres() ? postgres() : h2();
        DIRECTORY.put("jdbc/test", dataSource);
        for (int round = 0; round < 2; round++) {
            boolean first = round == 0;
            try (DocumentStore store = new DocumentStore(open("jdbc/test"), backing.properties())) {
                boolean inserted = store.transaction(tx -> tx.insert(API, DocumentStoreTest.json("x")));
                assertThat(inserted).isEqualTo(first);
                Optional<JsonObject> found = store.transaction(tx -> tx.find(API));
                assertThat(found).isPresent();
            }
            dataSource.getConnection().close();
        }
    }

    @Test
    void aNameThatIsNotThereIsABadSetting() {
        assertThatThrownBy(() -> open("jdbc/unknown"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Bad setting gatehouse.db.jndi: the server has no data source \"jdbc/unknown\";"
                        + " example: gatehouse.db.jndi=java:jboss/datasources/GatehouseDS");
        DIRECTORY.put("jdbc/text", "not a data source");
        assertThatThrownBy(() -> open("jdbc/text")).isInstanceOf(SettingsException.class);
    }

    private static Database open(String name) {
        return Database.open(TestStore.settings(Path.of("unused"), Map.of("gatehouse.db.jndi", name)));
    }

    private static DataSource h2() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return dataSource;
    }

    private static DataSource postgres() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(TestPostgres.freshDatabase());
        dataSource.setUser("postgres");
        return dataSource;
    }

    /** A directory such as a server has. */
    public static final class Directory implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            return new InitialContext(true) {
                @Override
                public Object lookup(String name) throws NamingException {
                    Object found = DIRECTORY.get(name);
                    if (found == null) {
                        throw new NameNotFoundException(name);
                    }
                    return found;
                }
            };
        }
    }
}
