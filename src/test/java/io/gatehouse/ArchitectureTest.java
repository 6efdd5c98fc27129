package io.gatehouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;

/** The walls between the rooms: who may see whom, and which room alone knows a library. */
@AnalyzeClasses(packages = "io.gatehouse", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    // --- The arrows: execute -> snapshot -> model; control -> store, snapshot, execute, model; store -> model.

    @ArchTest
    static final ArchRule modelSeesOnlyTheJdkAndJson =
            room("model").should().onlyDependOnClassesThat(jdkOr("io.gatehouse.model..", "jakarta.json.."));

    @ArchTest
    static final ArchRule configSeesNoOtherRoom = room("config").should().onlyDependOnClassesThat(notOursBut("config"));

    @ArchTest
    static final ArchRule storeSeesTheModel =
            room("store").should().onlyDependOnClassesThat(notOursBut("store", "model", "config"));

    @ArchTest
    static final ArchRule snapshotSeesTheModel =
            room("snapshot").should().onlyDependOnClassesThat(notOursBut("snapshot", "model", "config"));

    @ArchTest
    static final ArchRule executeNeverSeesControlOrStore =
            room("execute").should().onlyDependOnClassesThat(notOursBut("execute", "snapshot", "model", "config"));

    @ArchTest
    static final ArchRule controlMaySeeAllRooms = room("control")
            .should()
            .onlyDependOnClassesThat(notOursBut("control", "store", "snapshot", "execute", "model", "config"));

    @ArchTest
    static final ArchRule everyClassStandsInARoom =
            classes().should().resideInAnyPackage(rooms("model", "config", "store", "snapshot", "execute", "control"));

    // --- What belongs to the container stays at the doors.

    @ArchTest
    static final ArchRule servletsOnlyAtTheDoors = only("jakarta.servlet..", "execute.entry", "control.protocol");

    @ArchTest
    static final ArchRule restOnlyAtTheControlDoor = only("jakarta.ws.rs..", "control.protocol");

    @ArchTest
    static final ArchRule injectionOnlyAtTheDoorsAndInTheWirings = noClasses()
            .that()
            .resideOutsideOfPackages(rooms("execute.entry", "control.protocol"))
            .and()
            .haveSimpleNameNotEndingWith("Wiring")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.inject..", "jakarta.enterprise..", "jakarta.annotation..");

    @ArchTest
    static final ArchRule onlyWiringsProduceBeans = methods()
            .that()
            .areAnnotatedWith("jakarta.enterprise.inject.Produces")
            .should()
            .beDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Wiring")
            .allowEmptyShould(true);

    // --- Each library has one home, so that it can be replaced.

    @ArchTest
    static final ArchRule microProfileConfigIsReadInConfig = only("org.eclipse.microprofile.config..", "config");

    @ArchTest
    static final ArchRule persistenceLivesInTheStore = only("jakarta.persistence..", "store");

    @ArchTest
    static final ArchRule poolLivesInTheStore = only("com.zaxxer.hikari..", "store");

    @ArchTest
    static final ArchRule migrationsLiveInTheStore = only("org.flywaydb..", "store");

    @ArchTest
    static final ArchRule driversLiveInTheStore = noClasses()
            .that()
            .resideOutsideOfPackages(rooms("store"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.h2..", "org.postgresql..", "javax.sql..", "java.sql..");

    @ArchTest
    static final ArchRule yamlIsReadInOpenapi = only("org.yaml.snakeyaml..", "control.openapi");

    @ArchTest
    static final ArchRule certificatesAreMadeInOneRoom = only("org.bouncycastle..", "control.certificate");

    @ArchTest
    static final ArchRule vertxDrivesTheListenerAndTheClient = noClasses()
            .that()
            .resideOutsideOfPackages(rooms("execute.entry", "execute.integrate"))
            .and()
            .doNotHaveFullyQualifiedName("io.gatehouse.execute.ExecuteWiring")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..");

    @ArchTest
    static final ArchRule regularExpressionsOfUsersRunInRe2j =
            only("com.google.re2j..", "snapshot", "execute.validate", "execute.mapping.template");

    @ArchTest
    static final ArchRule nobodyUsesWhatOnlyOneServerBrings = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.jboss..",
                    "org.wildfly..",
                    "io.undertow..",
                    "fish.payara..",
                    "org.glassfish..",
                    "org.hibernate..",
                    "org.eclipse.persistence..",
                    "com.fasterxml..",
                    "com.google.gson..",
                    "org.slf4j..",
                    "java.util.logging..",
                    "sun..",
                    "com.sun..");

    // --- Names and package pages.

    // A base path is AWS's noun.
    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|DTO|Dto)")
            .orShould()
            .haveNameMatching(".*\\.(Abstract|Base(?!Path)|Default)[A-Z]\\w*");

    @ArchTest
    static void everyPackageSaysWhatItIsForAndIsNullMarked(JavaClasses all) {
        assertThat(all.stream().map(JavaClass::getPackage).distinct())
                .filteredOn(room -> !room.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .as("packages without a @NullMarked package-info.java")
                .isEmpty();
    }

    private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction room(String name) {
        return classes().that().resideInAPackage("io.gatehouse." + name + "..");
    }

    private static ArchRule only(String library, String... homes) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(rooms(homes))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static String[] rooms(String... names) {
        return Arrays.stream(names).map(name -> "io.gatehouse." + name + "..").toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> notOursBut(String... rooms) {
        return JavaClass.Predicates.resideOutsideOfPackage("io.gatehouse..")
                .or(JavaClass.Predicates.resideInAnyPackage(rooms(rooms)));
    }

    private static DescribedPredicate<JavaClass> jdkOr(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage("java..", "org.jspecify..", "")
                .or(JavaClass.Predicates.resideInAnyPackage(packages));
    }
}
