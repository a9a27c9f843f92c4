import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxOptions;
import io.isolario.core.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Forks in a structured scope, inside two sandboxes and outside; a preview API, so it is compiled where it is run. */
class StructuredScopeProgram {

    public static void main(String[] arguments) throws Exception {
        try (SandboxRegistry registry = SandboxRegistry.builder("shop").build();
                ManagedSandbox ana = registry.open(SandboxOptions.builder("ana").build());
                ManagedSandbox bob = registry.open(SandboxOptions.builder("bob").build())) {
            System.out.println("ana: " + in(ana, () -> all(ana)));
            System.out.println("bob: " + in(bob, () -> all(bob)));
            System.out.println("outside: " + forkMany().allMatch(Optional::isEmpty));
            System.out.println("failing: " + in(ana, StructuredScopeProgram::failure));
            ana.awaitQuiescence(Duration.ofSeconds(10));
            bob.awaitQuiescence(Duration.ofSeconds(10));
            System.out.println("left: " + (ana.pendingWork().size() + bob.pendingWork().size()));
            System.out.println("problems: " + ana.finish().problems() + bob.finish().problems());
        }
    }

    private static boolean all(ManagedSandbox own) throws Exception {
        return forkMany().allMatch(seen -> seen.orElse(null) == own);
    }

    /** Forks, each of which forks again. */
    private static Stream<Optional<ManagedSandbox>> forkMany() throws Exception {
        try (var scope = StructuredTaskScope.open(StructuredTaskScope.Joiner.<List<Optional<ManagedSandbox>>>allSuccessfulOrThrow())) {
            for (int i = 0; i < 20; i++) {
                scope.fork(StructuredScopeProgram::forkInner);
            }
            return scope.join().map(StructuredTaskScope.Subtask::get).flatMap(List::stream).toList().stream();
        }
    }

    private static List<Optional<ManagedSandbox>> forkInner() throws InterruptedException {
        try (var scope = StructuredTaskScope.open(StructuredTaskScope.Joiner.<Optional<ManagedSandbox>>allSuccessfulOrThrow())) {
            IntStream.range(0, 5).forEach(i -> scope.fork((Callable<Optional<ManagedSandbox>>) ManagedSandbox::current));
            return scope.join().map(StructuredTaskScope.Subtask::get).toList();
        }
    }

    /** One subtask fails, and the scope cancels the other. */
    private static boolean failure() throws InterruptedException {
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> {
                new CountDownLatch(1).await();
                return null;
            });
            scope.fork(() -> {
                throw new IllegalStateException("no");
            });
            scope.join();
            return false;
        } catch (StructuredTaskScope.FailedException failed) {
            return failed.getCause().getMessage().equals("no");
        }
    }

    private static <T> T in(ManagedSandbox sandbox, Callable<T> action) throws Exception {
        try (Scope scope = sandbox.enter()) {
            return action.call();
        }
    }
}
