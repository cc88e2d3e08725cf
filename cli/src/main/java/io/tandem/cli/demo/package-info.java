/// The demo set: agents, an evaluation that failed and an approval that waits, brought in through the public surface by
/// the demo people, as anybody could.
///
/// Start reading at [DemoLoad]. No way around the lifecycle, no made-up result, and no answer to a question that
/// somebody will ask.
@NullMarked
package io.tandem.cli.demo;

import org.jspecify.annotations.NullMarked;
