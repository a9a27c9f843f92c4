package io.isolario.examples.forum.account;

/** What happened to an account and has to be told by mail once it is committed. */
sealed interface AccountEvent {

    record ActivationRequested(String email, String displayName, String token) implements AccountEvent {}

    record EmailChanged(String displayName, String oldEmail, String newEmail) implements AccountEvent {}

    record PasswordChanged(String email, String displayName) implements AccountEvent {}

    record AccountLocked(String email, String displayName) implements AccountEvent {}

    record AccountDeleted(String email, String displayName) implements AccountEvent {}
}
