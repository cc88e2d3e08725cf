/// MCP server `documents`: a folder of text files that a model may list, search and read.
///
/// Start reading at [DocumentTools], then [Folder].
///
/// Never here: a path that leaves the folder, whether by `..`, as an absolute path or through a link; a change of a
/// file.
@NullMarked
package io.tandem.connectors.documents;

import org.jspecify.annotations.NullMarked;
