package io.tandem.kit.identity;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An internal path: only these services may call it, everybody else gets 403. On a resource method or its class,
/// beside `@Authenticated`.
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface InternalCallers {
    /// Client ids, such as `tandem-gateway`.
    String[] value();
}
