/// Tokens from the identity provider, for a person or a service.
///
/// Start reading at [SignIn]. A password or token is never logged or put into an error's sentence.
@NullMarked
package io.tandem.cli.signin;

import org.jspecify.annotations.NullMarked;
