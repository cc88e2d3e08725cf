package io.tandem.a2a;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a component: its name on the wire where Java cannot have it. On a record inside a sealed interface: the record is
/// the content of the oneof member of this name. Without it, a oneof is told by the name of the first component.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@interface WireName {
    /// The JSON name.
    String value();
}
