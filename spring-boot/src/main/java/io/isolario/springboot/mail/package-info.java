/** Mails of a sandbox: the replaced JavaMailSender and an SMTP server. */
@NullMarked
package io.isolario.springboot.mail;

import org.jspecify.annotations.NullMarked;
