package io.isolario.examples.forum.account;

public enum AccountStatus {
    PENDING,
    ACTIVE
}
