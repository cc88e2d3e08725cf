@NullMarked
package io.tandem.policy;

import org.jspecify.annotations.NullMarked;
