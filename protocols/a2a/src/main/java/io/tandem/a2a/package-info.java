/// A2A 1.0 as plain Java.
@NullMarked
package io.tandem.a2a;

import org.jspecify.annotations.NullMarked;
