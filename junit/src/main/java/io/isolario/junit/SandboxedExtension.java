package io.isolario.junit;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The extension behind {@link Sandboxed}: opens sandboxes of the application that belongs to the test class. */
final class SandboxedExtension extends SandboxLifecycle {

    @Override
    SandboxRegistry registryFor(ExtensionContext test) throws Exception {
        SandboxRegistry ofExtension = SandboxExtension.registryOfClass(test);
        if (ofExtension != null) {
            return ofExtension;
        }
        for (RegistryLocator locator : locators(test)) {
            Optional<SandboxRegistry> located = locator.locate(test);
            if (located.isPresent()) {
                return located.get();
            }
        }
        throw notFound(test);
    }

    @Override
    void prepare(ManagedSandbox sandbox, ExtensionContext test) throws Exception {
        for (RegistryLocator locator : locators(test)) {
            locator.prepare(sandbox, test);
        }
    }

    /** Services are looked up once per class loader: it is the dearest part of opening a sandbox. */
    private static List<RegistryLocator> locators(ExtensionContext test) {
        ClassLoader loader = test.getRequiredTestClass().getClassLoader();
        return ofTheRun(test, loader, Locators.class, SandboxedExtension::load).inOrder();
    }

    private static Locators load(ClassLoader loader) {
        List<RegistryLocator> found = new ArrayList<>();
        ServiceLoader.load(RegistryLocator.class, loader).forEach(found::add);
        return new Locators(List.copyOf(found));
    }

    private record Locators(List<RegistryLocator> inOrder) {}

    private static ExtensionConfigurationException notFound(ExtensionContext test) {
        List<String> asked = locators(test).stream()
                .map(locator -> locator.getClass().getName())
                .toList();
        return new ExtensionConfigurationException(
                "@Sandboxed found no application for \"" + OwnerLabel.of(test) + "\": "
                        + (asked.isEmpty()
                                ? "no RegistryLocator is on the class path."
                                : "none of the locators " + asked + " is in charge of "
                                        + test.getRequiredTestClass().getName() + ".")
                        + " For a Spring Boot test, add isolario-spring-boot to the class path; otherwise give the class"
                        + " a \"@RegisterExtension static SandboxExtension\" made by SandboxExtension.with(resources)"
                        + " or SandboxExtension.of(registry).");
    }
}
