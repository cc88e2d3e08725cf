/// `tandem audit`: the ledger read, exported and verified.
///
/// Start reading at [AuditCommand]. A file is verified with nothing but the file: no platform is asked.
@NullMarked
package io.tandem.cli.audit;

import org.jspecify.annotations.NullMarked;
