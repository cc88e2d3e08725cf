@NullMarked
package io.tandem.policy.form;

import org.jspecify.annotations.NullMarked;
