package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The script {@code src/it/getting-started}: AWS's walk-through with the unmodified AWS CLI, where there is one. */
class GettingStartedIT {
    private static final Server SERVER = Server.running();

    @Test
    void walkThroughOfTheGuideWorksWithTheAwsCli() throws IOException, InterruptedException {
        assumeTrue(isThere("aws") && isThere("curl"), "needs the AWS CLI and curl on the path");
        try (EchoBackend backend = EchoBackend.start()) {
            var builder = new ProcessBuilder(
                    "sh", "src/it/getting-started", SERVER.uri().toString(), backend.uri());
            builder.environment()
                    .put("AWS_SHARED_CREDENTIALS_FILE", SERVER.credentialsFile().toString());
            List.of("AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
                    .forEach(builder.environment()::remove);
            Process script = builder.redirectErrorStream(true).start();
            String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(script.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(said).endsWith("all as AWS answers\n");
            assertThat(script.exitValue()).isZero();
        }
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            Process version = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
