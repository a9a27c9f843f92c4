package io.isolario.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which package of a module uses which other package of it, as the imports say that are used outside comments. Class files do not
 * have all of it: constants are copied, and the type of a lambda expression is found by name at run time.
 */
final class PackageEdges {

    private static final Pattern IMPORT = Pattern.compile(
            "^import (?:static )?(io\\.isolario(?:\\.[a-z]\\w*)*)\\.((?:\\w+\\.)*(\\w+));$", Pattern.MULTILINE);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final String ROOT = "(root)";

    private final ShippedModule module;
    private final Map<String, TreeSet<String>> edges = new TreeMap<>();

    private PackageEdges(ShippedModule module) {
        this.module = module;
    }

    static PackageEdges of(ShippedModule module) {
        PackageEdges edges = new PackageEdges(module);
        SourceTree.javaFiles().stream()
                .filter(file -> file.startsWith(module.sources()))
                .filter(file -> !file.endsWith("module-info.java") && !file.endsWith("package-info.java"))
                .forEach(edges::add);
        return edges;
    }

    /** Returns a line for each package of a module that has several; the package of the module itself is called its root. */
    static String table() {
        StringBuilder table = new StringBuilder();
        for (ShippedModule module : ShippedModule.compiled()) {
            PackageEdges edges = of(module);
            if (edges.edges.size() > 1) {
                table.append(module).append('\n').append(edges);
            }
        }
        return table.toString();
    }

    /** Returns the packages that use themselves through others; empty when there is no cycle. */
    TreeSet<String> cycles() {
        TreeSet<String> cycles = new TreeSet<>();
        for (String each : edges.keySet()) {
            TreeSet<String> reached = new TreeSet<>();
            reach(each, reached);
            if (reached.contains(each)) {
                cycles.add(module + " " + each);
            }
        }
        return cycles;
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        edges.forEach((from, to) -> lines.append("  ")
                .append(from)
                .append(" -> ")
                .append(to.isEmpty() ? "none" : String.join(", ", to))
                .append('\n'));
        return lines.toString();
    }

    private void reach(String from, TreeSet<String> reached) {
        for (String next : edges.getOrDefault(from, new TreeSet<>())) {
            if (reached.add(next)) {
                reach(next, reached);
            }
        }
    }

    private void add(Path file) {
        String user = shortName(packageOf(file));
        TreeSet<String> used = edges.computeIfAbsent(user, unused -> new TreeSet<>());
        String code = COMMENT.matcher(text(file)).replaceAll("");
        Matcher imports = IMPORT.matcher(code);
        while (imports.find()) {
            if (isInModule(imports.group(1)) && isUsed(imports.group(3), code)) {
                used.add(shortName(imports.group(1)));
            }
        }
        used.remove(user);
    }

    private boolean isInModule(String packageName) {
        return (packageName + ".").startsWith(module.ownPackage() + ".");
    }

    /** Returns whether a name stands in the code a second time, after its import. */
    private static boolean isUsed(String name, String code) {
        return Pattern.compile("\\b" + name + "\\b").matcher(code).results().count() > 1;
    }

    private String packageOf(Path file) {
        String name = module.sources().relativize(file.getParent()).toString();
        return name.replace('\\', '.').replace('/', '.');
    }

    private String shortName(String packageName) {
        return packageName.equals(module.ownPackage())
                ? ROOT
                : packageName.substring(module.ownPackage().length() + 1);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
