package io.tandem.a2a;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The field is `REQUIRED` in the proto file (specification 5.7): reading refuses its absence, writing always has it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Required {
    /// Whether an empty string or list is accepted. Lists of parts and ids are not.
    boolean emptyAllowed() default false;
}
