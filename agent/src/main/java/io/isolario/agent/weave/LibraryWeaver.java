package io.isolario.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts splices into the clients and servers of the JDK and into libraries of the application, of each class loader: into loaded
 * classes at once, into others when they are loaded.
 *
 * <p>A class in which a hook finds no place stays as it is, with one warning. Thread-safe.
 */
public final class LibraryWeaver implements ClassFileTransformer {

    private final Map<String, List<Splice>> splices = new HashMap<>();
    private final Map<String, Library> libraries = new HashMap<>();
    private final Map<String, Library> anchors = new HashMap<>();
    private final Consumer<String> warnings;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    LibraryWeaver(List<Library> all, Consumer<String> warnings) {
        this.warnings = warnings;
        for (Library library : all) {
            anchors.put(library.anchor(), library);
            for (Splice splice : library.splices()) {
                libraries.put(splice.className(), library);
                splices.computeIfAbsent(splice.className(), name -> new ArrayList<>())
                        .add(splice);
            }
        }
    }

    /**
     * Instruments clients, servers and libraries from now on.
     *
     * @param warnings gets a message for each version that cannot be instrumented
     */
    public static void weave(Instrumentation instrumentation, Consumer<String> warnings) {
        List<Library> all = new ArrayList<>(JdkLibraries.all());
        all.addAll(HttpClientLibraries.all());
        all.addAll(SchedulerLibraries.all());
        LibraryWeaver weaver = new LibraryWeaver(all, warnings);
        weaver.open(instrumentation);
        weaver.loadClassesOfTheJdk();
        instrumentation.addTransformer(weaver, true);
        weaver.retransformLoaded(instrumentation);
    }

    /** Opens the packages of the JDK that the hooks read, to this module only. */
    private void open(Instrumentation instrumentation) {
        Set<Module> own = Set.of(LibraryWeaver.class.getModule());
        JdkLibraries.packages()
                .forEach((name, packages) -> ModuleLayer.boot().findModule(name).ifPresent(module -> {
                    Map<String, Set<Module>> opened = new HashMap<>();
                    packages.forEach(each -> opened.put(each, own));
                    instrumentation.redefineModule(module, Set.of(), Map.of(), opened, Set.of(), Map.of());
                }));
    }

    /** Loads them now: class loading may need them, so they must not be woven while they are being loaded. */
    private void loadClassesOfTheJdk() {
        for (Library library : JdkLibraries.all()) {
            if (load(library.anchor()) == null) {
                // This JVM was started without its module.
                continue;
            }
            for (Splice splice : library.splices()) {
                if (load(splice.className()) == null) {
                    warn(library, "JDK " + Runtime.version(), "it has no class " + dotted(splice.className()));
                }
            }
        }
    }

    private static @Nullable Class<?> load(String internalName) {
        try {
            return Class.forName(dotted(internalName), false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException missing) {
            return null;
        }
    }

    private void retransformLoaded(Instrumentation instrumentation) {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> each : instrumentation.getAllLoadedClasses()) {
            String name = each.getName().replace('.', '/');
            boolean wanted = splices.containsKey(name) || isLoadedExecutor(each, name);
            if (wanted && instrumentation.isModifiableClass(each)) {
                loaded.add(each);
            }
        }
        if (!loaded.isEmpty() && !retransform(instrumentation, loaded.toArray(new Class<?>[0]))) {
            loaded.forEach(each -> retransform(instrumentation, each));
        }
    }

    private static boolean isLoadedExecutor(Class<?> type, String name) {
        return Executor.class.isAssignableFrom(type)
                && !type.isInterface()
                && type.getClassLoader() != null
                && !ExecutorClasses.isOther(name);
    }

    private boolean retransform(Instrumentation instrumentation, Class<?>... classes) {
        try {
            instrumentation.retransformClasses(classes);
            return true;
        } catch (UnmodifiableClassException | RuntimeException | LinkageError failure) {
            if (classes.length == 1) {
                String name = classes[0].getName().replace('.', '/');
                warn(libraries.get(name), versionOf(classes[0].getProtectionDomain()), String.valueOf(failure));
            }
            return false;
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        Library anchored = className == null ? null : anchors.get(className);
        if (anchored != null && loader != null) {
            requireClasses(anchored, loader, domain);
        }
        List<Splice> wanted = className == null ? null : splices.get(className);
        if (wanted != null) {
            return weave(className, wanted, domain, bytes);
        }
        return loader != null && className != null && ExecutorClasses.contains(className, bytes)
                ? weaveExecutor(className, bytes)
                : null;
    }

    /** One without a body for its method, or that cannot be woven, stays as it is: it is not known to be an executor. */
    private static byte @Nullable [] weaveExecutor(String className, byte[] bytes) {
        try {
            Set<Splice> placed = new HashSet<>();
            byte[] woven = SplicedClass.weave(className, ExecutorClasses.splices(className), bytes, placed);
            return placed.isEmpty() ? null : woven;
        } catch (RuntimeException | LinkageError unreadable) {
            return null;
        }
    }

    private void requireClasses(Library library, ClassLoader loader, @Nullable ProtectionDomain domain) {
        for (Splice splice : library.splices()) {
            if (loader.getResource(splice.className() + ".class") == null) {
                warn(library, versionOf(domain), "it has no class " + dotted(splice.className()));
                return;
            }
        }
    }

    private byte @Nullable [] weave(
            String className, List<Splice> wanted, @Nullable ProtectionDomain domain, byte[] bytes) {
        try {
            Set<Splice> placed = new HashSet<>();
            byte[] woven = SplicedClass.weave(className, wanted, bytes, placed);
            List<Splice> missing =
                    wanted.stream().filter(splice -> !placed.contains(splice)).toList();
            if (missing.isEmpty()) {
                return woven;
            }
            warn(libraries.get(className), versionOf(domain), "no place for the hooks in " + missing);
        } catch (RuntimeException | LinkageError failure) {
            // The JVM would ignore it.
            warn(libraries.get(className), versionOf(domain), String.valueOf(failure));
        }
        return null;
    }

    private void warn(@Nullable Library library, String version, String reason) {
        if (library != null && warned.add(library.name() + version)) {
            warnings.accept("The Isolario agent does not know this version of " + library.name() + " (" + version
                    + "): " + reason + ". " + library.wayOut());
        }
    }

    private static String versionOf(@Nullable ProtectionDomain domain) {
        CodeSource source = domain == null ? null : domain.getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "JDK " + Runtime.version();
        }
        String location = source.getLocation().toString().replaceAll("!?/*$", "");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static String dotted(String internalName) {
        return internalName.replace('/', '.');
    }
}
