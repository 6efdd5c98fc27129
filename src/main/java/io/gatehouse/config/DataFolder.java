package io.gatehouse.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The folder that holds everything this node keeps. Files written here are complete or absent, never half. */
public final class DataFolder {
    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    /**
     * The folder, made with mode 700 when it is not there.
     *
     * @throws SettingsException when it cannot be made or written to
     */
    public static DataFolder open(Path path) {
        try {
            Files.createDirectories(path, ownerOnly("rwx------"));
            Files.delete(Files.createTempFile(path, ".writable", null));
            return new DataFolder(path);
        } catch (IOException e) {
            String problem = e instanceof FileAlreadyExistsException
                    ? "\"" + path + "\" is not a folder"
                    : "\"" + path + "\" cannot be written to (" + e.getClass().getSimpleName() + ")";
            throw new SettingsException("gatehouse.data-dir", problem, "/var/lib/gatehouse");
        }
    }

    public Path path() {
        return path;
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** The file's text, or empty when there is no such file. */
    public Optional<String> read(String name) {
        try {
            return Files.exists(file(name)) ? Optional.of(Files.readString(file(name))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(name), e);
        }
    }

    /** Adds or replaces a file that only its owner may read; on disk when this returns. */
    public void write(String name, String text) {
        try {
            Files.move(draft(name, text), file(name), StandardCopyOption.ATOMIC_MOVE);
            force(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(name), e);
        }
    }

    /** Like {@link #write}, but keeps a file that is there already; gives the text of the one kept. */
    public String writeOnce(String name, String text) {
        try {
            Path draft = draft(name, text);
            try {
                Files.createLink(file(name), draft);
            } catch (FileAlreadyExistsException e) {
                return Files.readString(file(name));
            } catch (UnsupportedOperationException | FileSystemException e) {
                Files.copy(draft, file(name), StandardCopyOption.COPY_ATTRIBUTES);
            } finally {
                Files.delete(draft);
            }
            force(path);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(name), e);
        }
    }

    public void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(name), e);
        }
    }

    private Path draft(String name, String text) throws IOException {
        Path draft = file("." + name + "-" + UUID.randomUUID());
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(draft, options, ownerOnly("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return draft;
    }

    /** Makes a folder's entries durable; systems that cannot open folders do so by themselves. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            System.getLogger(DataFolder.class.getName())
                    .log(System.Logger.Level.DEBUG, "folder cannot be forced to disk: {0}", folder);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
