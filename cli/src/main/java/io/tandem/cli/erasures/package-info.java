/// `tandem audit erase` and `tandem audit retention`: payloads of the ledger erased by two people, or by age.
///
/// Start reading at [EraseCommand].
@NullMarked
package io.tandem.cli.erasures;

import org.jspecify.annotations.NullMarked;
