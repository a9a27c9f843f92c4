package io.isolario.doubles;

import io.isolario.agent.AgentRefusalException;
import io.isolario.agent.CallInterception;
import io.isolario.core.ManagedSandbox;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Has types instrumented for one sandbox, or refuses them with the reason. Thread-safe. */
final class Coverage {

    private static final List<String> SYSTEM_CLOCKS =
            List.of("java.time.Clock$SystemClock", "java.time.Clock$SystemInstantSource");

    private final ManagedSandbox sandbox;

    Coverage(ManagedSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Covers all methods of the objects of a type. */
    void ofObjects(String what, Class<?> type) {
        sandbox.requireUsable(what + " " + type.getName());
        new TypeRules(sandbox, what, type).requireObjects();
        instrument(what, type, calls -> calls.cover(type));
    }

    /** Covers the class of an object. */
    void ofObject(Object instance, Object fake) {
        Class<?> type = instance.getClass();
        sandbox.requireUsable("replace an object of " + type.getName());
        TypeRules rules = new TypeRules(sandbox, "replace", type);
        if (instance == fake) {
            throw rules.refusal("the fake is the object that it shall replace", "Make another object.");
        }
        if (instance instanceof Class<?> meant) {
            throw rules.refusal(
                    "the fake, a " + fake.getClass().getName() + ", is no " + meant.getName()
                            + ", so the call means the Class object itself",
                    "Give a fake of the type, or single methods: sandbox.replace(type, \"method\", answer).");
        }
        rules.requireObjects();
        instrument("replace", type, calls -> calls.cover(type));
    }

    void requireFake(Class<?> type, Object fake) {
        if (!type.isInstance(fake)) {
            throw new TypeRules(sandbox, "replace", type)
                    .refusal("the fake, a " + fake.getClass().getName() + ", is none", "Give a fake of the type.");
        }
    }

    /** Covers the methods of one name, those of objects and static ones. */
    NamedMethods ofMethod(String what, Class<?> type, String name) {
        sandbox.requireUsable(what + " " + type.getName() + "." + name + "(..)");
        TypeRules rules = new TypeRules(sandbox, what, type);
        List<Method> methods = rules.requireMethods(name);
        if (methods.stream().anyMatch(method -> !Modifier.isStatic(method.getModifiers()))) {
            rules.requireTouchable();
            instrument(what, type, calls -> calls.cover(type));
        }
        if (methods.stream().anyMatch(method -> Modifier.isStatic(method.getModifiers()))) {
            ofStatics(what, type, name);
        }
        return new NamedMethods(type, name, MethodsOfType.of(type));
    }

    void ofStatics(String what, Class<?> type, String name) {
        instrument(what, type, calls -> calls.coverStatic(type, name));
    }

    /** Covers what asks the system for the time: the clocks of the system, and the one method that asks it itself. */
    void ofSystemClocks() {
        sandbox.requireUsable("set the clock");
        Set<String> methods = Set.of("instant()Ljava/time/Instant;", "millis()J");
        for (Class<?> clock : systemClocks()) {
            instrument("clock", clock, calls -> calls.coverOnly(clock, methods));
        }
        ofStatics("clock", Instant.class, "now");
    }

    private static List<Class<?>> systemClocks() {
        return SYSTEM_CLOCKS.stream()
                .<Class<?>>flatMap(name -> {
                    try {
                        return Stream.of(Class.forName(name));
                    } catch (ClassNotFoundException unknown) {
                        return Stream.empty();
                    }
                })
                .toList();
    }

    /** One change of classes. */
    @FunctionalInterface
    private interface Instrumenting {
        void by(CallInterception calls);
    }

    private void instrument(String what, Class<?> type, Instrumenting change) {
        try {
            CallInterception calls = CallInterception.with(CallsOfJvm.INSTANCE);
            calls.open(type, Coverage.class.getModule());
            change.by(calls);
        } catch (AgentRefusalException refusal) {
            throw new TypeRules(sandbox, what, type)
                    .refusal(
                            String.valueOf(refusal.getMessage()),
                            "A fake bean of an application of its own needs no agent.");
        } catch (IllegalStateException failure) {
            throw new TypeRules(sandbox, what, type)
                    .refusal(
                            "it could not be instrumented: " + failure.getMessage(),
                            "Replace a type of the application that stands before it.");
        }
    }
}
