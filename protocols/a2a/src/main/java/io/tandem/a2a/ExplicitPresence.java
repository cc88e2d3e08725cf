package io.tandem.a2a;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A string that the proto file marks `optional`: an empty one differs from an absent one, which matters for card
/// signatures (specification 5.7, 8.4.1). Boxed numbers and booleans have this without the mark.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface ExplicitPresence {}
