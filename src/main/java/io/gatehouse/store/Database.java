package io.gatehouse.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.gatehouse.config.Settings;
import io.gatehouse.config.SettingsException;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * The database behind the store: H2 or PostgreSQL, through a pool of ours or the server's. Nothing is asked of it
 * before {@link #migrate()}, so it may be away when the server starts.
 *
 * <p>H2 acknowledges a commit once the operating system has it; {@link #makeDurable()} waits for the disk.
 */
final class Database implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Database.class.getName());
    /**
     * Written at once, in a file that an interrupted thread does not close ({@code async}), closed by us alone. Space is
     * used again after two seconds: longer keeps old states that only matter to disks that lie about being done.
     */
    private static final String FILE_SETTINGS =
            ";WRITE_DELAY=0;RETENTION_TIME=2000;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";

    private static final String JNDI_EXAMPLE = "java:jboss/datasources/GatehouseDS";
    private static final int CONNECTIONS = 10;
    private static final int AWAY_AFTER_MILLIS = 2000;
    /** Opening the file for the first time takes long on a busy machine, and nobody else can be asked. */
    private static final int OWN_FILE_AWAY_AFTER_MILLIS = 15_000;

    private static final int LOCK_SECONDS = 5;
    private static final int STATEMENT_SECONDS = 10;
    private static final int SOCKET_SECONDS = 12;

    private enum Product {
        H2("varchar(1000)"),
        POSTGRESQL("varchar(1000) collate \"C\"");

        private final String text1000;

        Product(String text1000) {
            this.text1000 = text1000;
        }
    }

    private final DataSource dataSource;
    private volatile @Nullable Product product;
    private final boolean ours;

    private Database(DataSource dataSource, @Nullable Product product, boolean ours) {
        this.dataSource = dataSource;
        this.product = product;
        this.ours = ours;
    }

    static Database open(Settings settings) {
        Settings.Database database = settings.database();
        if (database.jndi().isPresent()) {
            return ofServer(database.jndi().get());
        }
        String url = database.url().orElseGet(() -> fileUrl(settings.dataDir()));
        Product product = url.startsWith("jdbc:h2:") ? Product.H2 : Product.POSTGRESQL;
        HikariConfig config = new HikariConfig();
        config.setPoolName("gatehouse");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(product == Product.H2 ? OWN_FILE_AWAY_AFTER_MILLIS : AWAY_AFTER_MILLIS);
        config.setValidationTimeout(500);
        config.setMinimumIdle(2);
        config.setInitializationFailTimeout(-1);
        if (product == Product.H2) {
            config.setDriverClassName("org.h2.Driver");
            config.setUsername(database.user().orElse("sa"));
            config.setPassword(database.password().orElse(""));
            config.setConnectionInitSql("SET LOCK_TIMEOUT " + LOCK_SECONDS * 1000);
        } else {
            config.setDriverClassName("org.postgresql.Driver");
            database.user().ifPresent(config::setUsername);
            database.password().ifPresent(config::setPassword);
            config.addDataSourceProperty("connectTimeout", "2");
            config.addDataSourceProperty("loginTimeout", "2");
            config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("ApplicationName", "gatehouse");
            config.setConnectionInitSql(postgresSession());
        }
        return new Database(new HikariDataSource(config), product, true);
    }

    private static String postgresSession() {
        return "SET lock_timeout = '" + LOCK_SECONDS + "s'; SET statement_timeout = '" + STATEMENT_SECONDS
                + "s'; SET idle_in_transaction_session_timeout = '60s'";
    }

    private static String fileUrl(Path folder) {
        String path = folder.resolve("gatehouse").toString();
        if (path.contains(";")) {
            throw new SettingsException(
                    "gatehouse.data-dir", "\"" + folder + "\" has a semicolon", "/var/lib/gatehouse");
        }
        return "jdbc:h2:async:" + path + FILE_SETTINGS;
    }

    @SuppressWarnings("BanJNDI") // the administrator's setting, and only names of the server's own directory
    private static Database ofServer(String jndi) {
        DataSource dataSource;
        try {
            dataSource = InitialContext.doLookup(jndi);
        } catch (NamingException | ClassCastException e) {
            throw new SettingsException(
                    "gatehouse.db.jndi", "the server has no data source \"" + jndi + '"', JNDI_EXAMPLE);
        }
        Database database = new Database(dataSource, null, false);
        try {
            database.product();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "data source {0} is away", jndi);
        }
        return database;
    }

    private Product product() throws SQLException {
        Product known = product;
        if (known != null) {
            return known;
        }
        try (Connection connection = dataSource.getConnection()) {
            String name = connection.getMetaData().getDatabaseProductName();
            Product found =
                    switch (name) {
                        case "H2" -> Product.H2;
                        case "PostgreSQL" -> Product.POSTGRESQL;
                        default ->
                            throw new SettingsException(
                                    "gatehouse.db.jndi", name + " is neither PostgreSQL nor H2", JNDI_EXAMPLE);
                    };
            product = found;
            return found;
        }
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Asks for a connection, so that an absent database is told from a failed migration. */
    void check() throws SQLException {
        dataSource.getConnection().close();
    }

    /** Brings the tables to this version. */
    void migrate() throws SQLException {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .table("gatehouse_schema_history")
                .placeholders(Map.of("text1000", product().text1000))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /** Bounds waiting in this transaction; our own pool's connections are made so. */
    void prepare(EntityManager em) {
        if (!ours && product == Product.POSTGRESQL) {
            em.createNativeQuery("select set_config('lock_timeout', '" + LOCK_SECONDS
                            + "s', true), set_config('statement_timeout', '" + STATEMENT_SECONDS + "s', true)")
                    .getSingleResult();
        }
    }

    /** Gives up the connections that nobody uses, because one of their kind was found broken. */
    void renewConnections() {
        if (dataSource instanceof HikariDataSource pool && ours) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /** Returns once everything committed is on disk. */
    void makeDurable() throws SQLException {
        if (product == Product.H2) {
            execute("CHECKPOINT SYNC");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        if (dataSource instanceof HikariDataSource pool && ours) {
            if (product == Product.H2) {
                try {
                    execute("SHUTDOWN");
                } catch (SQLException e) {
                    LOG.log(Level.DEBUG, "database was closed already", e);
                }
            }
            pool.close();
        }
        releaseDrivers();
    }

    /** The JDK's list of drivers would keep the whole application after it was undeployed. */
    private static void releaseDrivers() {
        ClassLoader application = Database.class.getClassLoader();
        if (application == ClassLoader.getSystemClassLoader()) {
            return;
        }
        for (Driver driver : DriverManager.drivers().toList()) {
            if (driver.getClass().getClassLoader() == application) {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException e) {
                    LOG.log(Level.DEBUG, "driver stays registered", e);
                }
            }
        }
    }
}
