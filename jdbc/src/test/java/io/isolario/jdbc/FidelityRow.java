package io.isolario.jdbc;

import java.util.ArrayList;
import java.util.List;

/**
 * One way in which tests in a transaction differ from production, what is done about it, and the programs that prove it.
 *
 * <p>Filled where it is made; only read from then on.
 */
public final class FidelityRow {

    private final int number;
    private final String caveat;
    private String answer = "";
    private List<Class<?>> code = List.of();
    private final List<String> elsewhere = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();

    private FidelityRow(int number, String caveat) {
        this.number = number;
        this.caveat = caveat;
    }

    /** How a program has to end in a TRANSACTION sandbox; in a lane it always has to see what it sees with real commits. */
    sealed interface Expectation {

        /** It sees the same. */
        record Same() implements Expectation {}

        /** It is refused with the usual ways out. */
        record Refused(String what, String why) implements Expectation {}

        /** It fails with a message that has to match as a whole. */
        record FailedWith(String pattern) implements Expectation {}

        /** It fails so in a lane too. */
        record FailedInSandboxes(String pattern) implements Expectation {}

        /** It may see something else, and the sandbox's journal says so. */
        record Told(String entry) implements Expectation {}
    }

    /**
     * One program.
     *
     * @param name what it does
     * @param program the program
     * @param expectation how it has to end
     */
    record Case(String name, FidelityStage.Program program, Expectation expectation) {}

    /** @param caveat what has to be as in production */
    static FidelityRow row(int number, String caveat) {
        return new FidelityRow(number, caveat);
    }

    /** Says what is done in TRANSACTION isolation. */
    FidelityRow answer(String text) {
        answer = text;
        return this;
    }

    /** Names the classes that do it. */
    FidelityRow code(Class<?>... types) {
        code = List.of(types);
        return this;
    }

    int number() {
        return number;
    }

    String caveat() {
        return caveat;
    }

    String answer() {
        return answer;
    }

    List<Class<?>> code() {
        return code;
    }

    List<String> elsewhere() {
        return elsewhere;
    }

    List<Case> cases() {
        return cases;
    }

    FidelityRow same(String name, FidelityStage.Program program) {
        return with(name, program, new Expectation.Same());
    }

    FidelityRow refused(String name, FidelityStage.Program program, String what, String why) {
        return with(name, program, new Expectation.Refused(what, why));
    }

    FidelityRow failedWith(String name, FidelityStage.Program program, String pattern) {
        return with(name, program, new Expectation.FailedWith(pattern));
    }

    FidelityRow failedInSandboxes(String name, FidelityStage.Program program, String pattern) {
        return with(name, program, new Expectation.FailedInSandboxes(pattern));
    }

    FidelityRow told(String name, FidelityStage.Program program, String entry) {
        return with(name, program, new Expectation.Told(entry));
    }

    private FidelityRow with(String name, FidelityStage.Program program, Expectation expectation) {
        cases.add(new Case(name, program, expectation));
        return this;
    }

    /** Names a test of another module, by its path from the root of the project. */
    FidelityRow alsoIn(String path) {
        elsewhere.add(path);
        return this;
    }

    /** Returns E for emulated, D for detected and refused, L for told at the start: all that occur. */
    String kinds() {
        StringBuilder kinds = new StringBuilder();
        for (Case each : cases) {
            String kind = each.expectation() instanceof Expectation.Same
                    ? "E"
                    : each.expectation() instanceof Expectation.Told ? "L" : "D";
            if (kinds.indexOf(kind) < 0) {
                kinds.append(kind);
            }
        }
        return kinds.toString();
    }
}
