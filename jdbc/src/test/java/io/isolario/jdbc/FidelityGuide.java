package io.isolario.jdbc;

import io.isolario.jdbc.FidelityRow.Case;
import io.isolario.jdbc.FidelityRow.Expectation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the catalogue as a page of the guide. */
final class FidelityGuide {

    private static final String SOURCES = "jdbc/src/main/java/";
    private static final String HEAD =
            """
            # Fidelity: what differs from production, and what is done about it

            In a sandbox the application sees what it would see with real commits, or gets a refusal.
            In `DATABASE` isolation that holds by itself: a lane has real connections and real commits.
            In `TRANSACTION` isolation a sandbox is one transaction on one connection; this page lists every known way in which that shows.

            Each program below runs three times, with real commits, in a lane and in `TRANSACTION` isolation
            (`FidelityTest`, over the table in `FidelityCatalogue`), on PostgreSQL. The lane always has to see the same as real commits.
            **E**: emulated, the program sees the same. **D**: detected and refused, with the message in full below.
            **L**: found in the schema when the first sandbox is used, and told in the log and in each sandbox's journal.

            Every refusal names the ways out: `@Sandboxed(isolation = DATABASE)` or `SandboxOptions.isolation(DATABASE)`.
            H2 has no lanes; it refuses all data definition, and what PostgreSQL alone has is not to be had there anyway.

            *Generated from the catalogue; do not edit. `mvn test -pl jdbc -Dtest=FidelityGuideTest -Disolario.update-guide=true` writes it.*

            """;

    private FidelityGuide() {}

    static String text() {
        return HEAD
                + "| row | as in production | | code |\n|---|---|---|---|\n"
                + FidelityCatalogue.ROWS.stream().map(FidelityGuide::line).collect(Collectors.joining())
                + "\nRows 1 to 27 are the list that all tools of this kind are measured by; the others were found on the way.\n"
                + FidelityCatalogue.ROWS.stream().map(FidelityGuide::section).collect(Collectors.joining());
    }

    private static String line(FidelityRow row) {
        return "| [" + row.number() + "](#row-" + row.number() + ") | " + row.caveat() + " | " + row.kinds() + " | "
                + code(row) + " |\n";
    }

    private static String code(FidelityRow row) {
        List<String> links = Stream.concat(
                        row.code().stream().map(type -> SOURCES + type.getName().replace('.', '/') + ".java"),
                        row.code().isEmpty() ? row.elsewhere().stream() : Stream.of())
                .map(FidelityGuide::link)
                .toList();
        return String.join(", ", links);
    }

    private static String link(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
        return "[`" + name + "`](../../" + path + ")";
    }

    private static String section(FidelityRow row) {
        String shown = row.elsewhere().isEmpty()
                ? ""
                : "Also shown by "
                        + row.elsewhere().stream().map(FidelityGuide::link).collect(Collectors.joining(", ")) + ".\n";
        return "\n## Row " + row.number() + "\n**" + row.caveat() + ".** " + row.answer() + "\n\n"
                + row.cases().stream().map(FidelityGuide::item).collect(Collectors.joining()) + shown;
    }

    private static String item(Case program) {
        return "- " + program.name() + ": " + outcome(program.expectation()) + "\n";
    }

    private static String outcome(Expectation expectation) {
        if (expectation instanceof Expectation.Refused refused) {
            return "refused: `" + oneLine(refused.what() + " was refused in sandbox …: " + refused.why()) + "`";
        }
        if (expectation instanceof Expectation.FailedWith || expectation instanceof Expectation.FailedInSandboxes) {
            return "refused, with both sides named";
        }
        if (expectation instanceof Expectation.Told told) {
            return "told: `" + oneLine(told.entry()) + "`";
        }
        return "the same";
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ");
    }

    /** Returns the root of the project, where the page is. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("docs/guide"))) {
            here = Objects.requireNonNull(here.getParent(), "The tests run inside the project.");
        }
        return here;
    }
}
