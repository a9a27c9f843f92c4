package io.isolario.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isolario.agent.call.CallInterceptor;
import io.isolario.agent.call.CallOutcome;
import io.isolario.agent.call.InterceptedCall;
import io.isolario.agent.call.UncoverableClasses;
import io.isolario.application.Figure;
import io.isolario.application.Shapes;
import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Attached.class)
class CallInterceptionTest {

    private static final Recorder RECORDER = new Recorder();

    private final SandboxRegistry registry = SandboxRegistry.builder("shop").build();
    // The interceptor is called only while a sandbox lives.
    private final ManagedSandbox living =
            registry.open(SandboxOptions.builder("ana").build());
    private final Shapes shapes = new Shapes();

    @BeforeAll
    static void cover() {
        CallInterception interception = CallInterception.with(RECORDER);
        interception.cover(Shapes.class);
        interception.cover(Shapes.class);
        interception.coverStatic(Shapes.class, "ofClass");
    }

    @AfterEach
    void close() {
        living.close();
        RECORDER.answer.set(null);
        RECORDER.calls.clear();
        registry.close();
    }

    /** Records each call, and answers some. */
    private static final class Recorder implements CallInterceptor {

        private final Queue<String> calls = new ConcurrentLinkedQueue<>();
        private final AtomicReference<@Nullable Function<Object[], CallOutcome>> answer = new AtomicReference<>();

        @Override
        public InterceptedCall intercept(Object receiver, String site) {
            String name = site.substring(site.indexOf('.') + 1, site.indexOf('('));
            return new InterceptedCall() {
                @Override
                public @Nullable CallOutcome begin(Object[] arguments) {
                    calls.add(name + Arrays.toString(arguments));
                    Function<Object[], CallOutcome> answering = answer.get();
                    return answering == null ? null : answering.apply(arguments);
                }

                @Override
                public void returned(@Nullable Object result) {
                    calls.add(name + " returned " + result);
                }

                @Override
                public void failed(Throwable failure) {
                    calls.add(name + " threw " + failure.getMessage());
                }
            };
        }
    }

    @Test
    void coveredMethodsOfAllShapesBehaveAsBefore() throws Exception {
        assertThat(shapes.wide(1L, 2.5, 3, "four")).isEqualTo(10);
        assertThat(shapes.flag(true, 'a', (byte) 1, (short) 2, 3f)).isTrue();
        shapes.nothing();
        assertThat(shapes.loop(3)).isEqualTo(4);
        assertThat(shapes.guarded("abc")).isEqualTo("length 3");
        assertThatThrownBy(() -> shapes.guarded(null)).isInstanceOf(IOException.class);
        assertThat(shapes.array(new int[2], new String[1][])).containsExactly(2, 1);
        assertThat(shapes.larger("a", "b")).isEqualTo("b");
        assertThat(Shapes.ofClass(2)).isEqualTo(20);
        assertThatThrownBy(() -> Shapes.ofClass(3)).hasMessage("number 3");

        assertThat(RECORDER.calls)
                .startsWith(
                        "wide[1, 2.5, 3, four]",
                        "wide returned 10",
                        "flag[true, a, 1, 2, 3.0]",
                        "flag returned true",
                        "nothing[]",
                        "nothing returned null")
                .contains("guarded threw no value", "loop returned 4", "ofClass returned 20", "ofClass threw number 3");
    }

    @Test
    void aCoveredMethodReturnsTheResultOfTheInterceptor() throws Exception {
        RECORDER.answer.set(arguments -> CallOutcome.returning(answerTo(arguments)));

        assertThat(shapes.wide(1L, 2.5, 3, "four")).isEqualTo(77L);
        assertThat(shapes.loop(3)).isEqualTo(8);
        assertThat(Shapes.ofClass(9)).isEqualTo(8);
        assertThat(shapes.guarded("")).isEqualTo("answer");
        assertThat(shapes.larger("a", "b")).isEqualTo("answer");
        assertThat(RECORDER.calls).noneMatch(line -> line.contains("returned"));
    }

    private static Object answerTo(Object[] arguments) {
        return arguments.length == 4 ? 77L : arguments[0] instanceof Integer ? (Object) 8 : "answer";
    }

    @Test
    void aCoveredMethodThrowsTheExceptionOfTheInterceptor() {
        RECORDER.answer.set(arguments -> CallOutcome.throwing(new IOException("closed")));

        assertThatThrownBy(shapes::nothing).isInstanceOf(IOException.class).hasMessage("closed");
        assertThatThrownBy(() -> Shapes.ofClass(1)).isInstanceOf(IOException.class);
    }

    @Test
    void anExceptionInTheInterceptorGoesToTheCaller() {
        RECORDER.answer.set(arguments -> {
            throw new IllegalStateException("a bug");
        });

        assertThatThrownBy(shapes::nothing)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    /** A class that is being loaded while its type is covered may be missed. */
    @Test
    void coveringATypeAgainFindsAClassThatWasBeingLoadedBefore() throws Exception {
        CallInterception interception = CallInterception.with(RECORDER);
        HeldUp loader = new HeldUp();
        CompletableFuture<Class<?>> loading = CompletableFuture.supplyAsync(loader::square);
        loader.asked.await();
        interception.cover(Figure.class);
        loader.goOn.countDown();
        Figure square = (Figure) loading.get().getDeclaredConstructor().newInstance();

        interception.cover(Figure.class);

        RECORDER.answer.set(arguments -> CallOutcome.returning(5));
        assertThat(square.corners()).isEqualTo(5);
    }

    /** Defines a class, and waits when the JVM asks for its interface: all transformers have seen the class by then. */
    private static final class HeldUp extends ClassLoader {

        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        HeldUp() {
            super(CallInterceptionTest.class.getClassLoader());
        }

        Class<?> square() {
            try (InputStream file = Figure.class.getResourceAsStream("Square.class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(Figure.class.getPackageName() + ".Square", bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(Figure.class.getName())) {
                asked.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
            return super.loadClass(name, resolve);
        }
    }

    @Test
    void aSecondInterceptorIsRefused() {
        assertThatThrownBy(() -> CallInterception.with((receiver, site) -> null))
                .isInstanceOf(AgentRefusalException.class)
                .hasMessageEndingWith(
                        ": there is another interceptor already. Put isolario-doubles on the class path once.");
    }

    @Test
    void classesThatTheJvmUsesAreNotInstrumented() {
        assertThat(List.of("java/lang/String", "java/util/ArrayList", "jdk/internal/misc/VM", "java/net/URL"))
                .allMatch(UncoverableClasses::contains);
        assertThat(List.of("java/time/Clock", "java/net/http/HttpClient", "java/util/UUID", "com/example/Shop"))
                .noneMatch(UncoverableClasses::contains);
    }
}
