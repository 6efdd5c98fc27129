package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.config.Settings.Limits;
import io.gatehouse.config.Settings.Mode;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    private static final Map<String, String> MINIMUM = Map.of("gatehouse.data-dir", "/data");

    private static Settings read(String... namesAndValues) {
        Map<String, String> texts = new HashMap<>(MINIMUM);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            texts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return SettingsReader.of(texts).read();
    }

    @Test
    void nothingSetGivesTheDocumentedDefaults() {
        Settings settings = read();
        assertThat(settings.region()).isEqualTo("us-east-1");
        assertThat(settings.accountId()).isEqualTo("000000000000");
        assertThat(settings.domain()).isEqualTo("localhost:8080");
        assertThat(settings.database().jndi()).isEmpty();
        assertThat(settings.database().url()).isEmpty();
        assertThat(settings.admin().accessKeyId()).isEmpty();
        assertThat(settings.listener().port()).isEmpty();
        assertThat(settings.listener().address()).isEqualTo("127.0.0.1");
        assertThat(settings.limits()).isEqualTo(Limits.AWS);
        assertThat(settings.mode()).isEqualTo(Mode.AWS_STRICT);
        assertThat(settings.aws().credentials()).isEmpty();
        assertThat(settings.aws().endpointUrl("lambda")).isEmpty();
        assertThat(settings.sealingKey()).isEmpty();
        assertThat(settings.quickstart()).isFalse();
    }

    @Test
    void theDataFolderIsInTheServersOwn() {
        assertThat(SettingsReader.of(Map.of("jboss.server.data.dir", "/opt/wildfly/standalone/data"))
                        .read()
                        .dataDir())
                .isEqualTo(Path.of("/opt/wildfly/standalone/data/gatehouse"));
        assertThat(SettingsReader.of(Map.of("com.sun.aas.instanceRoot", "/opt/payara/glassfish/domains/domain1"))
                        .read()
                        .dataDir())
                .isEqualTo(Path.of("/opt/payara/glassfish/domains/domain1/data/gatehouse"));
        assertThatThrownBy(() -> SettingsReader.of(Map.of()).read())
                .hasMessage("Bad setting gatehouse.data-dir: it is needed because this server names no data folder;"
                        + " example: gatehouse.data-dir=/var/lib/gatehouse");
    }

    @Test
    void relativeDataFoldersAreMadeAbsolute() {
        assertThat(read("gatehouse.data-dir", "some/../where").dataDir())
                .isEqualTo(Path.of("where").toAbsolutePath());
    }

    @Test
    void everySettingIsRead() {
        Settings settings = read(
                "gatehouse.region", "eu-central-1",
                "gatehouse.account-id", "123456789012",
                "gatehouse.domain", "API.example.com:8443",
                "gatehouse.db.url", "jdbc:postgresql://db/gatehouse",
                "gatehouse.db.user", "gatehouse",
                "gatehouse.db.password", "p w",
                "gatehouse.admin.access-key-id", "test",
                "gatehouse.admin.secret-access-key", "test",
                "gatehouse.admin.password", "secret words",
                "gatehouse.listener.port", "8443",
                "gatehouse.listener.address", "::",
                "gatehouse.cluster", "off",
                "gatehouse.limits.payload-bytes", "1000",
                "gatehouse.limits.stages-per-api", "100",
                "gatehouse.mode", "aws-strict",
                "gatehouse.sealing-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "gatehouse.quickstart", "TRUE",
                "aws.endpoint-url", "http://localhost:4566",
                "aws.endpoint-url.lambda", "https://lambda.local",
                "aws.access-key-id", "AKIA",
                "aws.secret-access-key", "hidden",
                "aws.session-token", "token");
        assertThat(settings.domain()).isEqualTo("api.example.com:8443");
        assertThat(settings.database().password()).contains("p w");
        assertThat(settings.admin().password()).contains("secret words");
        assertThat(settings.listener().port()).hasValue(8443);
        assertThat(settings.limits().payloadBytes()).isEqualTo(1000);
        assertThat(settings.limits().of(Quota.STAGES_PER_API)).isEqualTo(100);
        assertThat(settings.limits().importBytes()).isEqualTo(Limits.AWS.importBytes());
        assertThat(settings.quickstart()).isTrue();
        assertThat(settings.aws().endpointUrl("lambda")).contains(URI.create("https://lambda.local"));
        assertThat(settings.aws().endpointUrl("sqs")).contains(URI.create("http://localhost:4566"));
        assertThat(settings.aws().credentials().orElseThrow().sessionToken()).contains("token");
    }

    @Test
    void blankTextsCountAsAbsent() {
        assertThat(read("gatehouse.region", " ", "gatehouse.listener.port", "").region())
                .isEqualTo("us-east-1");
    }

    @Test
    void endpointsOfAnyServiceComeFromTheEnvironmentToo() {
        Map<String, String> variables = Map.of("aws.endpoint-url.cloudwatch-logs", "http://localhost:9");
        SettingsReader reader = new SettingsReader(
                name -> Optional.ofNullable(variables.get(name)).or(() -> Optional.ofNullable(MINIMUM.get(name))),
                Set.of("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "AWS_ENDPOINT_URL"));
        assertThat(reader.read().aws().endpointUrl("cloudwatch-logs")).contains(URI.create("http://localhost:9"));
    }

    @Test
    void namesThatMeanNothingAreTold() {
        SettingsReader reader = new SettingsReader(
                name -> Optional.ofNullable(MINIMUM.get(name)),
                List.of(
                        "gatehouse.data-dir",
                        "gatehouse.db.usr",
                        "GATEHOUSE_DATA_DIR",
                        "GATEHOUSE_LIMITS_PAYLOAD_BYTES",
                        "GATEHOUSE_REGOIN",
                        "java.home",
                        "PATH"));
        reader.read();
        assertThat(reader.unknownNames()).containsExactly("GATEHOUSE_REGOIN", "gatehouse.db.usr");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            gatehouse.region | eu central | "eu central" is not an AWS region; example: gatehouse.region=eu-central-1
            gatehouse.account-id | 123 | "123" is not twelve digits; example: gatehouse.account-id=123456789012
            gatehouse.domain | http://x | "http://x" is not a host name with an optional port; example: gatehouse.domain=api.example.com:8080
            gatehouse.domain | x:99999 | "99999" is not a port; example: gatehouse.domain=api.example.com:8080
            gatehouse.db.jndi | ldap://x/y | "ldap://x/y" is not a name in the server's directory; example: gatehouse.db.jndi=java:jboss/datasources/GatehouseDS
            gatehouse.db.user | me | it is missing although a database user or password is set; example: gatehouse.db.url=jdbc:postgresql://localhost:5432/gatehouse
            gatehouse.admin.access-key-id | a/b | "a/b" is not 3 to 128 letters, digits and underscores; example: gatehouse.admin.access-key-id=AKIAIOSFODNN7EXAMPLE
            gatehouse.listener.port | 80x | "80x" is not a whole number from 0 to 65535; example: gatehouse.listener.port=8443
            gatehouse.listener.port | 70000 | "70000" is not a whole number from 0 to 65535; example: gatehouse.listener.port=8443
            gatehouse.listener.address | a b | "a b" is not an address to listen on; example: gatehouse.listener.address=0.0.0.0
            gatehouse.cluster | tcp | "tcp" is not available in this version, only off is; example: gatehouse.cluster=off
            gatehouse.limits.stages-per-api | 0 | "0" is not a whole number from 1 to 1000000; example: gatehouse.limits.stages-per-api=10
            gatehouse.mode | loose | "loose" is not aws-strict; example: gatehouse.mode=aws-strict
            gatehouse.quickstart | yes | "yes" is neither true nor false; example: gatehouse.quickstart=true
            aws.access-key-id | AKIA | it is missing although aws.access-key-id is set; example: aws.secret-access-key=(from the AWS console)
            """)
    void aBadSettingIsNamedWithItsProblemAndAnExample(String name, String value, String told) {
        assertThatThrownBy(() -> read(name, value))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("Bad setting ")
                .hasMessageEndingWith(": " + told);
    }

    @ParameterizedTest
    @CsvSource({
        "gatehouse.db.url, jdbc:mysql://u:s3cr3t@db/x",
        "gatehouse.admin.secret-access-key, s3cr3t with blanks",
        "gatehouse.sealing-key, s3cr3t",
        "aws.endpoint-url, http://u:s3cr3t@host",
        "aws.endpoint-url.sqs, s3cr3t",
        "aws.endpoint-url, ftp://s3cr3t",
    })
    void valuesThatMayBeSecretAreNotShown(String name, String value) {
        assertThatThrownBy(() -> read(name, value))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("Bad setting " + name + ": the value (not shown) ")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void aMessageIsOneShortLineWhateverTheValue() {
        assertThatThrownBy(() -> read("gatehouse.region", "x\r\nERROR forged\u001b[0m " + "y".repeat(10_000)))
                .satisfies(e -> assertThat(e.getMessage())
                        .doesNotContain("\n", "\r", "\u001b")
                        .hasSizeLessThan(250));
    }

    @Test
    void textsOfSettingsLeaveSecretsOut() {
        Settings settings = read(
                "gatehouse.db.url", "jdbc:postgresql://db/x?password=s3cr3t",
                "gatehouse.db.password", "s3cr3t",
                "gatehouse.admin.secret-access-key", "s3cr3t",
                "gatehouse.admin.password", "s3cr3t",
                "gatehouse.sealing-key", "s3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts3cr3ts=",
                "aws.access-key-id", "AKIA",
                "aws.secret-access-key", "s3cr3t",
                "aws.session-token", "s3cr3t");
        assertThat(settings.toString()).contains("AKIA").doesNotContain("s3cr3t");
        assertThat(settings.admin().toString()).doesNotContain("s3cr3t");
        assertThat(settings.aws().credentials().toString()).doesNotContain("s3cr3t");
    }
}
