package io.isolario.springboot.ledger;

import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Has no interface, so its proxy is a subclass. */
@Transactional
public class Ledger {

    public String book(String entry) {
        return "booked " + entry + (isInTransaction() ? " in a transaction" : "");
    }

    public String close() {
        return "closed" + (isInTransaction() ? " in a transaction" : "");
    }

    private static boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }
}
