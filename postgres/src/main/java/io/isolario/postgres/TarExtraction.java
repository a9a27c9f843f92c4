package io.isolario.postgres;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entries of a tar stream below one directory: files, directories, links, and the executable bit. An entry that
 * would land outside is an error. Reads the old format, ustar, and the long names of GNU tar and pax.
 *
 * <p>Confined to one thread; used once.
 */
final class TarExtraction {

    private final Path root;
    /** Links are made last, so that no file can be written through one. */
    private final List<TarEntry> links = new ArrayList<>();

    TarExtraction(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    void extract(InputStream tar) throws IOException {
        TarEntry entry;
        LongNames longNames = new LongNames();
        while ((entry = TarEntry.read(tar)) != null) {
            if (longNames.accept(entry, tar)) {
                continue;
            }
            write(longNames.applyTo(entry), tar);
        }
        for (TarEntry link : links) {
            makeLink(link);
        }
        for (TarEntry link : links) {
            Path path = root.resolve(link.name());
            if (Files.exists(path)) {
                verifyRealPath(link, path);
            }
        }
    }

    private void write(TarEntry entry, InputStream tar) throws IOException {
        switch (entry.type()) {
            case '5' -> Files.createDirectories(inside(entry, root.resolve(entry.name())));
            case '0', '\0', '7' -> writeFile(entry, tar);
            case '1', '2' -> links.add(entry);
            default ->
                throw new IOException("entry \"%s\" has the unknown type '%c'".formatted(entry.name(), entry.type()));
        }
    }

    private void writeFile(TarEntry entry, InputStream tar) throws IOException {
        Path file = inside(entry, root.resolve(entry.name()));
        createParent(file);
        try (OutputStream out = Files.newOutputStream(file)) {
            entry.copyContent(tar, out);
        }
        if (entry.isExecutable() && isPosix()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void makeLink(TarEntry entry) throws IOException {
        Path link = inside(entry, root.resolve(entry.name()));
        createParent(link);
        verifyRealPath(entry, link.getParent());
        boolean symbolic = entry.type() == '2';
        Path base = symbolic ? link.resolveSibling(entry.linkTarget()) : root.resolve(entry.linkTarget());
        Path target = inside(entry, base);
        if (symbolic && isPosix()) {
            Files.createSymbolicLink(link, Path.of(entry.linkTarget()));
        } else {
            verifyRealPath(entry, target);
            Files.copy(target, link);
        }
    }

    /** Names can look harmless and yet lead outside through links made before. */
    private void verifyRealPath(TarEntry entry, @Nullable Path path) throws IOException {
        if (path == null || !path.toRealPath().startsWith(root.toRealPath())) {
            throw new IOException("entry \"%s\" leads outside, through a link".formatted(entry.describe()));
        }
    }

    private Path inside(TarEntry entry, Path path) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(root)) {
            throw new IOException("entry \"%s\" leads outside, to %s".formatted(entry.describe(), normal));
        }
        return normal;
    }

    private static void createParent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** The entries that only carry a long name for the entry after them. */
    private static final class LongNames {

        private String name = "";
        private String linkTarget = "";

        boolean accept(TarEntry entry, InputStream tar) throws IOException {
            switch (entry.type()) {
                case 'L' -> name = TarEntry.text(entry.content(tar));
                case 'K' -> linkTarget = TarEntry.text(entry.content(tar));
                case 'x' -> readPax(entry.content(tar));
                case 'g' -> entry.content(tar);
                default -> {
                    return false;
                }
            }
            return true;
        }

        TarEntry applyTo(TarEntry entry) {
            TarEntry result = new TarEntry(
                    name.isEmpty() ? entry.name() : name,
                    entry.type(),
                    entry.mode(),
                    entry.sizeBytes(),
                    linkTarget.isEmpty() ? entry.linkTarget() : linkTarget);
            name = "";
            linkTarget = "";
            return result;
        }

        /** A pax record is {@code "<length> <key>=<value>\n"}, where the length counts the bytes of the whole record. */
        private void readPax(byte[] content) throws IOException {
            int start = 0;
            while (start < content.length) {
                int space = start;
                while (space < content.length && content[space] != ' ') {
                    space++;
                }
                int length = (int) TarEntry.number(content, start, space - start, 10);
                if (length <= space - start || start + length > content.length) {
                    throw new EOFException("a pax header ends early");
                }
                readPaxRecord(TarEntry.text(content, space + 1, start + length - 1));
                start += length;
            }
        }

        private void readPaxRecord(String record) {
            if (record.startsWith("path=")) {
                name = record.substring("path=".length());
            } else if (record.startsWith("linkpath=")) {
                linkTarget = record.substring("linkpath=".length());
            }
        }
    }
}
