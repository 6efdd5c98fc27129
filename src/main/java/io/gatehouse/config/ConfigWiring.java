package io.gatehouse.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the settings from MicroProfile Config: system properties, environment, {@code microprofile-config.properties}. */
@ApplicationScoped
public class ConfigWiring {
    private static final Logger LOG = System.getLogger(ConfigWiring.class.getName());

    /**
     * The settings of this server.
     *
     * @throws SettingsException when one of them cannot be used; also logged, in one line
     */
    @Produces
    @Singleton
    public Settings settings() {
        Config config = ConfigProvider.getConfig();
        TreeSet<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(names::add);
        SettingsReader reader = new SettingsReader(name -> text(config, name), names);
        try {
            Settings settings = reader.read();
            reader.unknownNames().forEach(name -> LOG.log(Level.WARNING, "unknown setting {0} is ignored", name));
            return settings;
        } catch (SettingsException e) {
            LOG.log(Level.ERROR, e.getMessage());
            throw e;
        }
    }

    private static Optional<String> text(Config config, String name) {
        try {
            return config.getOptionalValue(name, String.class);
        } catch (NoSuchElementException | IllegalArgumentException e) {
            throw new SettingsException(
                    name, "the value (not shown) refers to another setting that is not there", "(a plain value)");
        }
    }
}
