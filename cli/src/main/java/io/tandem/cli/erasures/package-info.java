/// `tandem audit erase` and `tandem audit retention`: payloads of the ledger erased by two people, or by age.
///
/// Start reading at [EraseCommand].
///
/// Never here: a choice of what goes and what stays, which is the platform's.
@NullMarked
package io.tandem.cli.erasures;

import org.jspecify.annotations.NullMarked;
