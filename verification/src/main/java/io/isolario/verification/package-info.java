/**
 * Abstract tests that a pool, a dialect or an isolation has to pass; subclass them, one class per combination.
 *
 * <p>{@link io.isolario.verification.DatabaseVerification} holds what all need: a pool and a table. {@link
 * io.isolario.verification.TransactionVerification} is about transactions of the application, {@link
 * io.isolario.verification.SeparationVerification} about what sandboxes see of each other and of the baseline, {@link
 * io.isolario.verification.SharedConnectionVerification} about several threads and connections of one sandbox, {@link
 * io.isolario.verification.TransactionRefusalVerification} about what TRANSACTION isolation refuses, and {@link
 * io.isolario.verification.LaneVerification} about what DATABASE isolation gives instead. The first two hold in both isolations:
 * see {@code isolation()}. The names of the tests begin with the law of the design that they hold.
 */
@NullMarked
package io.isolario.verification;

import org.jspecify.annotations.NullMarked;
