package io.gatehouse.snapshot;

import static io.gatehouse.execute.TestApi.api;
import static io.gatehouse.execute.TestApi.httpProxy;
import static io.gatehouse.execute.TestApi.mock;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.config.DataFolder;
import io.gatehouse.execute.TestApi;
import io.gatehouse.execute.mapping.template.MappingTemplate;
import io.gatehouse.execute.validate.ModelSchemas;
import io.gatehouse.model.Json;
import io.gatehouse.model.rest.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFilesTest {
    private static final StageKey PROD = new StageKey(TestApi.ID, "prod");

    private final Path dataDir;
    private final SnapshotFiles files;

    SnapshotFilesTest(@TempDir Path dataDir) {
        this.dataDir = dataDir;
        this.files = new SnapshotFiles(DataFolder.open(dataDir));
    }

    @Test
    void whatWasKeptComesBackAsItWas() throws BrokenDefinitionException {
        ApiDefinition definition = api().get("/pets/{id}", httpProxy("http://${stageVariables.host}/{id}"))
                .post("/pets", mock(201, "{}"))
                .gatewayResponse("{'responseType':'DEFAULT_4XX','statusCode':'404'}")
                .definition();
        Stage stage = stage("{'stageName':'prod','deploymentId':'d1','variables':{'host':'h'}}");

        files.keep(PROD, stage, definition);

        assertThat(files.readAll()).containsExactly(new SnapshotFiles.Kept(PROD, stage, definition));
        ApiSnapshot snapshot = new SnapshotCompiler(models -> new ModelSchemas(models)::of, MappingTemplate::parse)
                .compile(files.readAll().get(0).definition());
        assertThat(snapshot.routes().match("GET", "/pets/7")).isNotNull();
    }

    @Test
    void theLastOneKeptCounts() {
        ApiDefinition definition = api().get("/", mock(200)).definition();
        files.keep(PROD, stage("{'stageName':'prod','description':'one'}"), definition);
        files.keep(PROD, stage("{'stageName':'prod','description':'two'}"), definition);

        assertThat(files.readAll())
                .extracting(kept -> kept.stage().description())
                .containsExactly("two");
    }

    @Test
    void aRemovedStageIsForgotten() {
        files.keep(
                PROD, stage("{'stageName':'prod'}"), api().get("/", mock(200)).definition());
        files.remove(PROD);
        files.remove(PROD);

        assertThat(files.readAll()).isEmpty();
    }

    @Test
    void brokenFilesAreSkippedAndLeftAlone() throws IOException {
        files.keep(
                PROD, stage("{'stageName':'prod'}"), api().get("/", mock(200)).definition());
        Path folder = dataDir.resolve("snapshots");
        String whole = Files.readString(folder.resolve(TestApi.ID + "~prod.json"));
        write(folder.resolve("cut~off.json"), whole.substring(0, whole.length() / 2));
        write(folder.resolve("empty~.json"), "");
        write(folder.resolve("list~.json"), "[1]");
        write(folder.resolve("null~.json"), "{'apiId':null,'stageName':3,'stage':{},'definition':{}}");
        write(folder.resolve("text~.json"), "{'apiId':'text','stageName':'','stage':'s','definition':'d'}");
        write(
                folder.resolve("part~x.json"),
                "{'apiId':'part','stageName':'x','stage':{'stageName':'x'},'definition':{}}");
        write(folder.resolve("moved~prod.json"), whole);
        write(folder.resolve("notes.txt"), "not ours");

        assertThat(files.readAll()).extracting(SnapshotFiles.Kept::key).containsExactly(PROD);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).hasSize(9);
        }
    }

    @Test
    void namesCannotLeadOutOfTheFolder() throws IOException {
        var key = new StageKey("../../etc", "../passwd");
        files.keep(
                key,
                stage("{'stageName':'../passwd'}"),
                api().get("/", mock(200)).definition());

        try (Stream<Path> written = Files.walk(dataDir)) {
            assertThat(written.filter(Files::isRegularFile)).hasSize(1);
        }
        files.remove(key);
        try (Stream<Path> written = Files.walk(dataDir)) {
            assertThat(written.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static Stage stage(String json) {
        return Json.bind(Stage.class, TestApi.parse(json));
    }

    private static void write(Path file, String json) throws IOException {
        Files.write(file, json.replace('\'', '"').getBytes(UTF_8));
    }
}
