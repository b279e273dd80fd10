package dev.gatehouse.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of the house: they point down, and no package stands in a cycle. */
class ArchitectureTest {
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.gatehouse");

    @Test
    void arrowsPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("server")
                .definedBy("dev.gatehouse.server..")
                .layer("control")
                .definedBy("dev.gatehouse.control..")
                .layer("gateway")
                .definedBy("dev.gatehouse.gateway..")
                .layer("functions")
                .definedBy("dev.gatehouse.functions..")
                .layer("wire")
                .definedBy("dev.gatehouse.wire..")
                .layer("language")
                .definedBy("dev.gatehouse.language..")
                .layer("telemetry")
                .definedBy("dev.gatehouse.telemetry..")
                .layer("store")
                .definedBy("dev.gatehouse.store..")
                .layer("http")
                .definedBy("dev.gatehouse.http..")
                .layer("foundation")
                .definedBy("dev.gatehouse.foundation..")
                .whereLayer("foundation")
                .mayNotAccessAnyLayer()
                .whereLayer("server")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("control")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("gateway")
                .mayOnlyBeAccessedByLayers("server", "control")
                .whereLayer("functions")
                .mayOnlyBeAccessedByLayers("server", "control")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("server", "control")
                .whereLayer("language")
                .mayOnlyBeAccessedByLayers("server", "control", "gateway")
                .whereLayer("telemetry")
                .mayOnlyBeAccessedByLayers("server", "control", "gateway", "functions")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("server", "control")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("server", "control", "gateway", "functions", "wire")
                .check(HOUSE);
    }

    @Test
    void noPackageStandsInACycle() {
        slices().matching("dev.gatehouse.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void nettyIsSeenOnlyByTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.gatehouse.http.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(HOUSE);
    }

    @Test
    void theSdksCoreIsSeenOnlyByItsCodecsAndByServices() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.gatehouse.wire.sdk..",
                        "dev.gatehouse.control..",
                        "dev.gatehouse.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.core..")
                .check(HOUSE);
    }
}
