package dev.holdfast;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The dependency rule, as tests. */
final class ArchitectureTest {
  private static final String BASE = "dev.holdfast";
  private static final String SESSION = BASE + ".session..";
  private static final String STORES = BASE + ".store..";
  private static final String REST = BASE + ".rest..";
  private static final String GRPC = BASE + ".grpc..";
  private static final String CONFIG = BASE + ".config..";
  private static final String WIRING = BASE + ".wiring..";

  private static final ArchRule SESSION_KNOWS_THE_JDK_ALONE =
      classes()
          .that()
          .resideInAPackage(SESSION)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", SESSION));

  private static final ArchRule STORES_KNOW_NO_DOOR =
      noClasses()
          .that()
          .resideInAPackage(STORES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(REST, GRPC, CONFIG, WIRING, "io.micronaut..");

  private static final ArchRule DOORS_KNOW_NO_STORE =
      noClasses()
          .that()
          .resideInAnyPackage(REST, GRPC)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(STORES, WIRING, CONFIG);

  private static final ArchRule REST_KNOWS_NO_GRPC =
      noClasses()
          .that()
          .resideInAPackage(REST)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(GRPC);

  private static final ArchRule GRPC_KNOWS_NO_REST =
      noClasses()
          .that()
          .resideInAPackage(GRPC)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(REST);

  private static final ArchRule ONLY_WIRING_SEES_CONCRETE_STORES =
      noClasses()
          .that(not(resideInAnyPackage(WIRING, STORES)))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  BASE + ".store.memcached..",
                  BASE + ".store.postgres..",
                  BASE + ".store.memory.."));

  private static final ArchRule STORES_KNOW_NO_OTHER_STORE =
      slices().matching(BASE + ".store.(*)..").should().notDependOnEachOther();

  private static final ArchRule NO_CYCLES =
      slices().matching(BASE + ".(*)..").should().beFreeOfCycles();

  private static final ArchRule TIME_IS_INJECTED =
      noClasses()
          .that(not(resideInAPackage(WIRING)).and(not(isApplication())))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  private static final ArchRule THE_ENVIRONMENT_IS_INJECTED =
      noClasses()
          .that(not(resideInAPackage(WIRING)).and(not(isApplication())))
          .should()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getenv");

  @TestFactory
  Stream<DynamicTest> rules() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new WithoutGenerated())
            .importPackages(BASE);
    return Stream.of(
            Map.entry("session knows the jdk alone", SESSION_KNOWS_THE_JDK_ALONE),
            Map.entry("stores know no door", STORES_KNOW_NO_DOOR),
            Map.entry("doors know no store", DOORS_KNOW_NO_STORE),
            Map.entry("rest knows no grpc", REST_KNOWS_NO_GRPC),
            Map.entry("grpc knows no rest", GRPC_KNOWS_NO_REST),
            Map.entry("only wiring sees concrete stores", ONLY_WIRING_SEES_CONCRETE_STORES),
            Map.entry("stores know no other store", STORES_KNOW_NO_OTHER_STORE),
            Map.entry("no cycles", NO_CYCLES),
            Map.entry("time is injected", TIME_IS_INJECTED),
            Map.entry("the environment is injected", THE_ENVIRONMENT_IS_INJECTED))
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(classes)));
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> isApplication() {
    return JavaClass.Predicates.equivalentTo(Application.class);
  }

  /** Leaves out what the framework's annotation processor writes. */
  static final class WithoutGenerated implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/$") && !location.contains("/api/v1/");
    }
  }
}
