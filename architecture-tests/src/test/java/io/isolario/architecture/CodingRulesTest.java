package io.isolario.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

@AnalyzeClasses(locations = ShippedClasses.class)
class CodingRulesTest {

    private static final Set<String> GENERIC_EXCEPTIONS =
            Set.of("java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException", "java.lang.Error");

    /** They keep a stack trace to show where work was submitted, or to see whether it was left; they are never thrown. */
    private static final Set<String> STACK_KEEPERS =
            Set.of("io.isolario.core.tracking.TrackedWork", "io.isolario.agent.hook.handoff.TakeSite");

    @ArchTest
    static final ArchRule standardStreamsAreLeftAlone = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule contextIsNeverInherited = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(InheritableThreadLocal.class)
            .because("law 2: context belongs to work, not to threads");

    @ArchTest
    static final ArchRule propertyTestsAreWrittenWithoutJqwik = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.jqwik..")
            .because("its authors limit how it may be used");

    @ArchTest
    static final ArchRule javaUtilLoggingIsOnlyNamedWhereJdbcAsksForIt =
            classes().should(new UseJavaUtilLoggingOnlyInGetParentLogger());

    @ArchTest
    static final ArchRule exceptionsHaveATypeOfTheirOwn = classes().should(new NotCreateGenericExceptions());

    private static final class UseJavaUtilLoggingOnlyInGetParentLogger extends ArchCondition<JavaClass> {

        private UseJavaUtilLoggingOnlyInGetParentLogger() {
            super("use java.util.logging only in getParentLogger()");
        }

        @Override
        public void check(JavaClass item, ConditionEvents events) {
            for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                boolean logs = dependency.getTargetClass().getPackageName().equals("java.util.logging");
                if (logs && !dependency.getDescription().contains(".getParentLogger(")) {
                    events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                }
            }
        }
    }

    private static final class NotCreateGenericExceptions extends ArchCondition<JavaClass> {

        private NotCreateGenericExceptions() {
            super("not create exceptions of a generic type");
        }

        @Override
        public void check(JavaClass item, ConditionEvents events) {
            for (JavaConstructorCall call : item.getConstructorCallsFromSelf()) {
                boolean generic =
                        GENERIC_EXCEPTIONS.contains(call.getTargetOwner().getName());
                // The constructor of a subclass has to call that of its superclass.
                boolean ofSubclass = call.getOrigin().isConstructor()
                        && item.getRawSuperclass()
                                .filter(call.getTargetOwner()::equals)
                                .isPresent();
                if (generic && !ofSubclass && !STACK_KEEPERS.contains(item.getName())) {
                    events.add(SimpleConditionEvent.violated(item, call.getDescription()));
                }
            }
        }
    }
}
