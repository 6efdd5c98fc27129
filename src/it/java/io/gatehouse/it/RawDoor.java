package io.gatehouse.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A door as a hostile client sees it: any bytes in, all bytes out. */
final class RawDoor {
    private static final int PATIENCE_MILLIS = 5_000;

    private final URI door;

    RawDoor(URI door) {
        this.door = door;
    }

    /**
     * Sends all bytes, then reads until the door closes the connection.
     *
     * @return all that came back
     * @throws AssertionError when the door neither answers on nor closes within five seconds
     */
    String exchange(String request) {
        return upload(request, new byte[0]);
    }

    /** The same from a client that says that nothing more will come. */
    String exchangeAndEnd(String request) {
        try (Socket socket = new Socket(door.getHost(), door.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return readAll(socket.getInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The same with a body behind the head: all of it is sent before anything is read. */
    String upload(String head, byte[] body) {
        try (Socket socket = new Socket(door.getHost(), door.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            return readAll(socket.getInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Sends all bytes, then reads until what came back ends with {@code end}, or nothing more comes. */
    String exchange(String request, String end) {
        try (Socket socket = new Socket(door.getHost(), door.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            for (int read = in.read(); read >= 0; read = in.read()) {
                answer.append((char) read);
                if (read == end.charAt(end.length() - 1) && answer.toString().endsWith(end)) {
                    break;
                }
            }
            return answer.toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String readAll(InputStream in) throws IOException {
        var answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                answer.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("still open after: " + answer.toString(StandardCharsets.ISO_8859_1), open);
        } catch (SocketException reset) {
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }
}
