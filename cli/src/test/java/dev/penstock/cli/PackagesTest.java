// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The packages of all modules: this one alone sees them all. That each has a package-info, Checkstyle looks after. */
class PackagesTest {

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("jmh_generated"))
                .importPackages("dev.penstock");
    }

    @Test
    void shouldHaveNoCircles() {
        slices().matching("dev.penstock.(**)").should().beFreeOfCycles().check(classes);
    }

    /** But for the JMH benchmarks, which measure its parts. */
    @Test
    void shouldUseTheEngineByItsPublicPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.penstock.engine..", "dev.penstock.bench.jmh")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.penstock.engine.internal..")
                .check(classes);
    }
}
