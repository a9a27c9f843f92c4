package io.isolario.core.carrier;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/** The methods by which a {@link HttpClient} is ended since JDK 21; before, they do nothing. */
final class ClientTermination {

    private static final Optional<MethodHandle> SHUTDOWN = method("shutdown", void.class);
    private static final Optional<MethodHandle> SHUTDOWN_NOW = method("shutdownNow", void.class);
    private static final Optional<MethodHandle> CLOSE = method("close", void.class);
    private static final Optional<MethodHandle> IS_TERMINATED = method("isTerminated", boolean.class);
    private static final Optional<MethodHandle> AWAIT_TERMINATION =
            method("awaitTermination", boolean.class, Duration.class);

    private ClientTermination() {}

    private static Optional<MethodHandle> method(String name, Class<?> result, Class<?>... parameters) {
        try {
            return Optional.of(MethodHandles.publicLookup()
                    .findVirtual(HttpClient.class, name, MethodType.methodType(result, parameters)));
        } catch (NoSuchMethodException | IllegalAccessException beforeJdk21) {
            return Optional.empty();
        }
    }

    static void shutdown(HttpClient client) {
        call(SHUTDOWN, client);
    }

    static void shutdownNow(HttpClient client) {
        call(SHUTDOWN_NOW, client);
    }

    static void close(HttpClient client) {
        call(CLOSE, client);
    }

    static boolean isTerminated(HttpClient client) {
        return call(IS_TERMINATED, client).filter(Boolean.TRUE::equals).isPresent();
    }

    static boolean awaitTermination(HttpClient client, Duration timeout) throws InterruptedException {
        try {
            return AWAIT_TERMINATION.isPresent()
                    && (boolean) AWAIT_TERMINATION.get().invoke(client, timeout);
        } catch (InterruptedException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Optional<Object> call(Optional<MethodHandle> method, HttpClient client) {
        try {
            return method.isPresent() ? Optional.ofNullable(method.get().invoke(client)) : Optional.empty();
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            // None of these methods declares a checked exception.
            throw new AssertionError(impossible);
        }
    }
}
