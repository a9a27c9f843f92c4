package io.isolario.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(locations = ShippedClasses.class)
class StaticStateTest {

    private static final Pattern HOLDERS = Pattern.compile(
            "(?!HookPoint<)(List|Set|Map|Collection|Queue|Deque|ThreadLocal|.*(List|Set|Map|Queue|Deque)|Atomic(?!\\w*FieldUpdater).*|.*Adder)(<.*>)?");
    private static final Pattern IMMUTABLE =
            Pattern.compile("(List|Set|Map)\\.(of|ofEntries|copyOf)\\(.*", Pattern.DOTALL);

    /** Which static field may hold something that changes, and why. */
    private static final Map<String, String> ALLOWED = Map.ofEntries(
            Map.entry("core ContextSlot.INNERMOST", "the context slot: the scope of each thread"),
            Map.entry("core ContextSlot.ALLOWANCES", "the context slot: who is allowed, taken out with its sandbox"),
            Map.entry(
                    "core ContextSlot.REGISTRIES", "the context slot: the registries that live, taken out when closed"),
            Map.entry(
                    "core ContextSlot.LIVES",
                    "the context slot: how many sandboxes and scopes live, taken back by each"),
            Map.entry(
                    "core ContextSlot.SHARINGS", "the context slot: how many sandboxes are shared, taken back by each"),
            Map.entry("core ContextSlot.STARTED_THREADS", "the context slot: whom a started thread asks, set once"),
            Map.entry("agent Installation.INSTALLED", "the JVM is instrumented once, and stays so"),
            Map.entry("agent Installation.REFUSED", "why the JVM could not be instrumented; it is not tried again"),
            Map.entry(
                    "agent Members.FOUND",
                    "members of classes by name, kept by the class itself; nothing of a sandbox"),
            Map.entry("agent Receiver.RECEIVED", "handed over by the JVM, taken at once"),
            Map.entry("agent ThreadState.STATES", "what each thread works on; nothing between two units"),
            Map.entry("doubles CallsOfJvm.TOP", "which doubled calls each thread is in; nothing between two calls"),
            Map.entry("jdbc SqlScript.CACHE", "parsed statements by their text, bounded; nothing of a sandbox"),
            Map.entry("jdbc SqlScript.CACHED_LENGTH", "how long these texts are together"),
            Map.entry("postgres OpenServers.USES", "servers are shared by all test classes of the JVM"));

    @ArchTest
    static final ArchRule staticFieldsAreFinal = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal();

    @Test
    void staticFieldsHoldNothingThatChangesUnlessItIsListedHere() {
        List<String> found = new ArrayList<>();
        for (ShippedModule module : ShippedModule.values()) {
            SourceTree.javaFiles().stream()
                    .filter(file -> file.startsWith(module.sources()))
                    .forEach(file -> addHolders(module, file, found));
        }

        assertThat(new TreeSet<>(found))
                .as("static fields that hold something that changes; law: no mutable statics but the context slot")
                .isEqualTo(new TreeSet<>(ALLOWED.keySet()));
    }

    private static void addHolders(ShippedModule module, Path file, List<String> found) {
        ParsedSource.of(file).classes().forEach(type -> {
            for (Tree member : type.getMembers()) {
                if (member instanceof VariableTree field && isHolder(type, field)) {
                    found.add(module + " " + type.getSimpleName() + "." + field.getName());
                }
            }
        });
    }

    private static boolean isHolder(ClassTree type, VariableTree field) {
        boolean isStatic =
                field.getModifiers().getFlags().contains(Modifier.STATIC) || type.getKind() == Tree.Kind.INTERFACE;
        return isStatic && HOLDERS.matcher(field.getType().toString()).matches() && !isConstant(field.getInitializer());
    }

    private static boolean isConstant(@Nullable ExpressionTree initializer) {
        return initializer != null && IMMUTABLE.matcher(initializer.toString()).matches();
    }
}
