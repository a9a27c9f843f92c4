package io.isolario.examples.forum.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The body of a request: valid values, which a test overrides where they matter to it. */
public final class Fields {

    private final Literals literals;
    private final Map<String, Object> values = new LinkedHashMap<>();

    Fields(Literals literals) {
        this.literals = literals;
    }

    /** Overrides the login, and the address that goes with it. */
    public static Consumer<Fields> login(String login) {
        return fields -> {
            fields.values.put("login", fields.literals.outside(login));
            fields.values.put("email", fields.literals.address(login));
        };
    }

    /** Overrides the address by that of {@code login}. */
    public static Consumer<Fields> addressOf(String login) {
        return fields -> fields.values.put("email", fields.literals.address(login));
    }

    public static Consumer<Fields> password(String password) {
        return with("password", password);
    }

    public static Consumer<Fields> displayName(String displayName) {
        return with("displayName", displayName);
    }

    public static Consumer<Fields> topic(String topic) {
        return with("topic", topic);
    }

    public static Consumer<Fields> isPrivate() {
        return with("isPrivate", true);
    }

    public static Consumer<Fields> ttl(String isoDuration) {
        return with("ttl", isoDuration);
    }

    /** Overrides any field, literally. */
    public static Consumer<Fields> with(String field, Object value) {
        return fields -> fields.values.put(field, value);
    }

    public static Consumer<Fields> without(String field) {
        return fields -> fields.values.remove(field);
    }

    Fields and(String field, Object value) {
        values.put(field, value);
        return this;
    }

    @SafeVarargs
    final Fields and(Consumer<Fields>... overrides) {
        for (Consumer<Fields> override : overrides) {
            override.accept(this);
        }
        return this;
    }

    String json() {
        return Answer.JSON.writeValueAsString(values);
    }
}
