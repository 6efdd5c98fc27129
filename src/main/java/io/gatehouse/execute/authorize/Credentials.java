package io.gatehouse.execute.authorize;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a signature is checked against.
 *
 * @param sessionToken of temporary credentials; null for lasting ones
 * @param expires when temporary credentials end; null for never
 */
public record Credentials(
        String accessKeyId, String secretAccessKey, @Nullable String sessionToken, @Nullable Instant expires) {

    /** Lasting credentials. */
    public Credentials(String accessKeyId, String secretAccessKey) {
        this(accessKeyId, secretAccessKey, null, null);
    }

    /** Tells the key apart, never its secret. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
