package dev.eventbus.spi.generated;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a generated class, for tools that skip such classes (coverage, static analysis). An annotation of our own,
 * because {@code javax.annotation.processing.Generated} would make users require the module {@code java.compiler}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {

    /**
     * The generator.
     *
     * @return its class name
     */
    String value();
}
