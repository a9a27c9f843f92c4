/** Mails of a sandbox over SMTP: the server, its dialogue, and the reading of MIME messages. */
@NullMarked
package io.isolario.mail;

import org.jspecify.annotations.NullMarked;
