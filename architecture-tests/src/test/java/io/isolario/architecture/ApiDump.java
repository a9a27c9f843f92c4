package io.isolario.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public and protected types and members of a module, as {@code javap} words them. */
final class ApiDump {

    private static final ToolProvider JAVAP = ToolProvider.findFirst("javap").orElseThrow();

    private ApiDump() {}

    /** Returns the dump of these packages, or of all when no descriptor says which are exported. */
    static String of(ShippedModule module, Optional<Set<String>> packages) {
        return new ClassFileImporter()
                .importPath(module.classes()).stream()
                        .filter(type -> packages.map(names -> names.contains(type.getPackageName()))
                                .orElse(true))
                        .filter(type -> !type.getSimpleName().endsWith("-info"))
                        .filter(ApiDump::isVisible)
                        .map(JavaClass::getName)
                        .sorted()
                        .map(type -> javap(module, type))
                        .collect(Collectors.joining("\n"));
    }

    private static boolean isVisible(JavaClass type) {
        Set<JavaModifier> modifiers = type.getModifiers();
        boolean visible = modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
        return visible && type.getEnclosingClass().map(ApiDump::isVisible).orElse(true);
    }

    /** Sorts the members: their order in the source has no meaning for users. */
    private static String javap(ShippedModule module, String type) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int exit =
                JAVAP.run(writer, writer, "-protected", "-cp", module.classes().toString(), type);
        if (exit != 0) {
            throw new IllegalStateException("javap of " + type + " failed: " + out);
        }
        List<String> lines = out.toString()
                .lines()
                .filter(line -> !line.startsWith("Compiled from"))
                .toList();
        List<String> members = new ArrayList<>(lines.subList(1, lines.size() - 1));
        members.sort(null);
        return Stream.of(List.of(lines.get(0)), members, List.of("}"))
                .flatMap(List::stream)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
