package io.gatehouse.execute.entry;

import io.gatehouse.snapshot.StageKey;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which stage a request is for: {@code {apiId}.execute-api.{anything}/{stage}/...} by host, or on any other host
 * {@code /execute-api/{apiId}/{stage}/...} by path.
 *
 * @param path the raw path after the stage; begins with a slash or is empty
 */
record Address(StageKey key, String path) {
    private static final String HOST_MARK = ".execute-api.";
    private static final String PATH_MARK = "/execute-api";

    /** Whether such a request is for the data plane at all. Asked for every request, so it allocates nothing. */
    static boolean isExecuteApi(String host, String rawPath) {
        return isExecuteApiHost(host) || isExecuteApiPath(rawPath);
    }

    private static boolean isExecuteApiHost(String host) {
        int dot = host.indexOf('.');
        return dot > 0 && host.regionMatches(true, dot, HOST_MARK, 0, HOST_MARK.length());
    }

    private static boolean isExecuteApiPath(String rawPath) {
        return rawPath.startsWith(PATH_MARK)
                && (rawPath.length() == PATH_MARK.length() || rawPath.charAt(PATH_MARK.length()) == '/');
    }

    /** The address of a request; null when it names no stage. */
    static @Nullable Address of(String host, String rawPath) {
        if (isExecuteApiHost(host)) {
            // Host names are compared without case, ids are in lower case.
            return of(host.substring(0, host.indexOf('.')).toLowerCase(Locale.ROOT), rawPath, 0);
        }
        int start = PATH_MARK.length() + 1;
        int end = isExecuteApiPath(rawPath) ? rawPath.indexOf('/', start) : -1;
        return end < 0 ? null : of(rawPath.substring(start, end), rawPath, end);
    }

    private static @Nullable Address of(String apiId, String rawPath, int from) {
        int end = rawPath.indexOf('/', from + 1);
        int to = end < 0 ? rawPath.length() : end;
        if (to <= from + 1) {
            return null;
        }
        return new Address(new StageKey(apiId, rawPath.substring(from + 1, to)), rawPath.substring(to));
    }
}
