package io.gatehouse.control;

import io.gatehouse.config.DataFolder;
import io.gatehouse.config.Settings;
import io.gatehouse.control.kind.UniformOperations;
import io.gatehouse.control.openapi.ExportOperations;
import io.gatehouse.control.openapi.ImportOperations;
import io.gatehouse.control.operation.AccountWideOperations;
import io.gatehouse.control.operation.RestOperations;
import io.gatehouse.control.protocol.AwsWire;
import io.gatehouse.control.protocol.Handler;
import io.gatehouse.control.protocol.ServiceModel;
import io.gatehouse.execute.authorize.Credentials;
import io.gatehouse.execute.entry.TestGateway;
import io.gatehouse.execute.integrate.Backend;
import io.gatehouse.execute.integrate.HttpBackend;
import io.gatehouse.execute.mapping.template.MappingTemplate;
import io.gatehouse.execute.validate.ModelSchemas;
import io.gatehouse.snapshot.SnapshotCompiler;
import io.gatehouse.snapshot.SnapshotFiles;
import io.gatehouse.snapshot.StageRegistry;
import io.gatehouse.store.DocumentStore;
import io.gatehouse.store.Seal;
import io.gatehouse.store.Store;
import io.gatehouse.store.Transaction;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds the control plane, in order, and publishes the stages before the doors of the data plane open. It starts
 * without the database too: then it serves what this node served before.
 */
@ApplicationScoped
public class ControlWiring {
    /** Before the data plane, which opens its doors later. */
    private static final int BEFORE_THE_DOORS_OPEN = 1000;

    private @Nullable Store store;
    private @Nullable StagePublisher publisher;
    private @Nullable AwsWire wire;

    /** What the control plane's door hands calls to. */
    @Produces
    @Singleton
    public AwsWire wire(Settings settings, StageRegistry registry, HttpBackend backend) {
        return open(settings, registry, backend);
    }

    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(BEFORE_THE_DOORS_OPEN) Object started,
            Settings settings,
            StageRegistry registry,
            HttpBackend backend) {
        var unused = open(settings, registry, backend);
    }

    private synchronized AwsWire open(Settings settings, StageRegistry registry, Backend backend) {
        AwsWire ready = wire;
        if (ready == null) {
            ready = build(settings, registry, backend);
            wire = ready;
        }
        return ready;
    }

    private AwsWire build(Settings settings, StageRegistry registry, Backend backend) {
        DataFolder folder = DataFolder.open(settings.dataDir());
        Seal seal = Seal.open(settings, folder);
        Store documents = DocumentStore.open(settings, folder);
        store = documents;
        var accessKeys = new AccessKeys(documents, seal, folder, settings);
        var compiler = new SnapshotCompiler(models -> new ModelSchemas(models)::of, MappingTemplate::parse);
        var stages = new StagePublisher(documents, compiler, registry, new SnapshotFiles(folder));
        publisher = stages;
        Map<String, Handler> handlers = handlers(settings, seal, compiler, stages::moved, backend);
        stages.start(accessKeys::start);
        if (settings.quickstart()) {
            new Quickstart(handlers, documents, settings).start(folder);
        }
        return new AwsWire(
                ServiceModel.all(),
                handlers,
                documents,
                id -> credentials(accessKeys, id),
                settings,
                Clock.systemUTC());
    }

    /**
     * Every operation there is, by service and name.
     *
     * @param stagesMoved told, inside the transaction, of which API stages or deployments change
     * @param backend sends what tests of methods send
     */
    public static Map<String, Handler> handlers(
            Settings settings,
            Seal seal,
            SnapshotCompiler compiler,
            BiConsumer<Transaction, String> stagesMoved,
            Backend backend) {
        Clock clock = Clock.systemUTC();
        var uniform = new UniformOperations(settings, clock, seal, stagesMoved);
        var tests = new TestGateway(backend, settings, clock);
        Map<String, Handler> rest = RestOperations.handlers(uniform, compiler, stagesMoved, tests);
        Map<String, Handler> all = new TreeMap<>(rest);
        all.putAll(AccountWideOperations.handlers(uniform));
        all.putAll(ImportOperations.handlers(settings, rest));
        all.putAll(ExportOperations.handlers(settings, rest));
        return all;
    }

    private static Optional<Credentials> credentials(AccessKeys accessKeys, String accessKeyId) {
        return accessKeys.find(accessKeyId).map(key -> new Credentials(key.accessKeyId(), key.secretAccessKey()));
    }

    @PreDestroy
    void stop() {
        if (publisher != null) {
            publisher.close();
        }
        if (store != null) {
            store.close();
        }
    }
}
