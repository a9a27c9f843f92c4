package io.isolario.http.scenario;

import io.isolario.core.Sandbox;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that test code can bring about in a sandbox by its name, with typed arguments.
 *
 * <pre>{@code
 * record Shop(String name, int orders) {}
 *
 * Scenario<Shop> shop = Scenario.named("shop", Shop.class, (sandbox, wanted) -> {
 *     long id = shops.open(wanted.name());
 *     for (int i = 0; i < wanted.orders(); i++) {
 *         orders.place(id, "book");
 *     }
 *     return Map.of("id", id);
 * });
 * }</pre>
 *
 * <h2>Notes and cautions</h2>
 *
 * <ul>
 *   <li>It belongs to the <i>test</i> code of the application, and can do no more than that code does: nothing that a client sends
 *       is evaluated.
 *   <li>The arguments are a record of texts, numbers, booleans, enums, UUIDs, {@code java.time} values, lists, maps by text and
 *       other records. A component that is {@code Optional} or {@code @Nullable} may be left out.
 *   <li>A result that clients outside the JVM are to have is made of the same, or null.
 * </ul>
 *
 * <p>Immutable; thread-safe if its action is.
 *
 * @param <A> the arguments
 */
public final class Scenario<A extends Record> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String LOGIN = "login";

    private final ScenarioKind kind;
    private final String name;
    private final String description;
    private final Class<A> arguments;
    private final Action<A> action;

    private Scenario(ScenarioKind kind, String name, String description, Class<A> arguments, Action<A> action) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" cannot be the name of a scenario: it is part of a URL."
                    + " Use letters, digits, '.', '_' and '-', at most 64.");
        }
        this.kind = kind;
        this.name = name;
        this.description = description;
        this.arguments = arguments;
        this.action = action;
    }

    /**
     * Returns a scenario.
     *
     * @param arguments {@link NoArguments} for none
     * @throws IllegalArgumentException if {@code name} is not made of letters, digits, dots, dashes and underscores
     */
    public static <A extends Record> Scenario<A> named(String name, Class<A> arguments, Action<A> action) {
        return new Scenario<>(ScenarioKind.SCENARIO, name, "", arguments, action);
    }

    /**
     * Returns a factory: it makes one thing of the kind that its name says.
     *
     * @throws IllegalArgumentException if {@code name} is not made of letters, digits, dots, dashes and underscores
     */
    public static <A extends Record> Scenario<A> factory(String name, Class<A> arguments, Action<A> action) {
        return new Scenario<>(ScenarioKind.FACTORY, name, "", arguments, action);
    }

    /** Returns the scenario by which clients log in; there is at most one in an application. */
    public static <A extends Record> Scenario<A> login(Class<A> arguments, Login<A> action) {
        return new Scenario<>(ScenarioKind.LOGIN, LOGIN, "", arguments, action::run);
    }

    /** Returns the same scenario with a sentence for the catalogue. */
    public Scenario<A> describedAs(String text) {
        return new Scenario<>(kind, name, text, arguments, action);
    }

    /** Returns what it is for. */
    public ScenarioKind kind() {
        return kind;
    }

    /** Returns its name, unique among those of its kind. */
    public String name() {
        return name;
    }

    /** Returns a sentence for the catalogue; empty when none was given. */
    public String description() {
        return description;
    }

    /** Returns the record that its arguments are. */
    public Class<A> arguments() {
        return arguments;
    }

    /** Returns what its arguments have to be, as a JSON Schema made of maps, lists, texts and booleans. */
    public Map<String, Object> schema() {
        return ArgumentSchema.of(arguments);
    }

    @Nullable
    Object run(Sandbox sandbox, Object given) throws Exception {
        return action.run(sandbox, arguments.cast(given));
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " \"" + name + "\"";
    }

    /**
     * Does what a scenario is for.
     *
     * @param <A> the arguments
     */
    @FunctionalInterface
    public interface Action<A extends Record> {

        /** Runs in {@code sandbox}, on a thread that is bound to it; returns what the caller is told, null for nothing. */
        @Nullable
        Object run(Sandbox sandbox, A arguments) throws Exception;
    }

    /**
     * Logs somebody in.
     *
     * @param <A> who
     */
    @FunctionalInterface
    public interface Login<A extends Record> {

        /** Runs in {@code sandbox}, on a thread that is bound to it; returns what the client has to send from now on. */
        LoggedIn run(Sandbox sandbox, A arguments) throws Exception;
    }
}
