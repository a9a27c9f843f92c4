package io.isolario.agent.weave.call;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Proxy;
import java.text.DateFormat;
import java.text.Format;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which classes are passed to the JVM for instrumentation, and when. */
class CallWeaverTest {

    private final List<Set<Class<?>>> retransformed = new ArrayList<>();
    private final CallWeaver weaver = new CallWeaver(anInstrumentation(), warning -> {});

    @Test
    void aClassIsInstrumentedOnceHoweverOftenItIsCovered() {
        // A class of the JDK: those of the agent are never covered.
        weaver.cover(DateFormat.class);
        weaver.cover(DateFormat.class);
        weaver.cover(DateFormat.class);

        assertThat(retransformed).containsExactly(Set.of(Format.class, DateFormat.class, SimpleDateFormat.class));
    }

    @Test
    void staticMethodsAreInstrumentedOnceForEachName() {
        weaver.coverStatic(Shop.class, "open");
        weaver.coverStatic(Shop.class, "close");
        weaver.coverStatic(Shop.class, "open");

        assertThat(retransformed).containsExactly(Set.of(Shop.class), Set.of(Shop.class));
    }

    @Test
    void singleMethodsAreInstrumentedOnce() {
        weaver.coverOnly(Shop.class, Set.of("sell()V"));
        weaver.coverOnly(Shop.class, Set.of("sell()V"));

        assertThat(retransformed).containsExactly(Set.of(Shop.class));
    }

    @Test
    void aFailedInstrumentationIsTriedAgain() {
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> weaver.coverStatic(Refused.class, "any"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("java.lang.instrument.UnmodifiableClassException: Refused");
        }
        assertThat(retransformed).hasSize(2);
    }

    private Instrumentation anInstrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments));
    }

    private @Nullable Object answer(String method, Object @Nullable [] arguments) throws UnmodifiableClassException {
        return switch (method) {
            case "getAllLoadedClasses" -> new Class<?>[] {DateFormat.class, SimpleDateFormat.class, String.class};
            case "isModifiableClass" -> true;
            case "retransformClasses" -> retransform((Class<?>[]) requireNonNull(arguments)[0]);
            default -> null;
        };
    }

    private @Nullable Object retransform(Class<?>[] classes) throws UnmodifiableClassException {
        Set<Class<?>> all = Set.of(classes);
        retransformed.add(all);
        if (all.contains(Refused.class)) {
            throw new UnmodifiableClassException("Refused");
        }
        return null;
    }

    private static final class Shop {}

    private static final class Refused {}
}
