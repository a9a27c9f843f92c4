package io.isolario.agent.weave;

import static io.isolario.agent.weave.Code.argument;
import static io.isolario.agent.weave.Code.call;
import static io.isolario.agent.weave.Code.nothing;
import static io.isolario.agent.weave.Code.self;

import io.isolario.agent.hook.point.ExecutorPoints;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;

/**
 * Tells which classes are executors that no other splices are for: they have a method {@code execute(Runnable)}, and are called
 * executors, or extend or implement what is. Told by the class file alone, as a class that is being loaded cannot be asked.
 */
final class ExecutorClasses {

    private static final String EXECUTE = "execute";
    private static final String OF_RUNNABLE = "(Ljava/lang/Runnable;)V";
    private static final byte[] NEEDLE = OF_RUNNABLE.getBytes(StandardCharsets.US_ASCII);
    private static final String[] NAMED = {"Executor", "ExecutorService", "Dispatcher", "Scheduler"};

    /** Followed otherwise, or what runs the tests. */
    private static final List<String> OTHERS = List.of(
            "java/",
            "javax/",
            "jdk/",
            "sun/",
            "io/isolario/core/",
            "io/isolario/agent/",
            "io/isolario/springboot/",
            "io/netty/",
            "io/micrometer/",
            "io/reactivex/",
            "reactor/",
            "kotlin/",
            "kotlinx/",
            "org/apache/maven/",
            "org/apache/tomcat/",
            "org/eclipse/jetty/",
            "org/junit/",
            "org/springframework/",
            "com/zaxxer/");

    /** Their own splices follow the tasks, also those of a subclass. */
    private static final Set<String> POOLS = Set.of(
            "java/util/concurrent/ThreadPoolExecutor",
            "java/util/concurrent/ScheduledThreadPoolExecutor",
            "java/util/concurrent/ForkJoinPool");

    private ExecutorClasses() {}

    static boolean contains(String className, byte[] bytes) {
        if (isOther(className) || !mentions(bytes)) {
            return false;
        }
        ClassReader reader = new ClassReader(bytes);
        if (POOLS.contains(String.valueOf(reader.getSuperName()))) {
            return false;
        }
        if (isNamedExecutor(className) || isNamedExecutor(String.valueOf(reader.getSuperName()))) {
            return true;
        }
        for (String implemented : reader.getInterfaces()) {
            if (isNamedExecutor(implemented)) {
                return true;
            }
        }
        return false;
    }

    static boolean isOther(String className) {
        return OTHERS.stream().anyMatch(className::startsWith);
    }

    private static boolean isNamedExecutor(String className) {
        for (String name : NAMED) {
            if (className.endsWith(name)) {
                return true;
            }
        }
        return false;
    }

    /** Most classes have no such method: looking for its descriptor costs less than reading them. */
    private static boolean mentions(byte[] bytes) {
        int last = bytes.length - NEEDLE.length;
        for (int i = 0; i <= last; i++) {
            if (bytes[i] == NEEDLE[0] && bytes[i + 1] == NEEDLE[1] && matches(bytes, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] bytes, int at) {
        for (int i = 2; i < NEEDLE.length; i++) {
            if (bytes[at + i] != NEEDLE[i]) {
                return false;
            }
        }
        return true;
    }

    static List<Splice> splices(String className) {
        return List.of(Splice.of(className, EXECUTE)
                .withDescriptor(OF_RUNNABLE)
                .atEntry(Replacing.argument(ExecutorPoints.EXECUTING, self(), 0))
                .onFailure(call(ExecutorPoints.NOT_EXECUTED, argument(0), nothing())));
    }
}
