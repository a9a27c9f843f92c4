package io.isolario.http;

import io.isolario.core.Journal;
import io.isolario.core.JournalKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much happened in a sandbox, by its journal.
 *
 * @param requests requests to the application
 * @param sql statements, and borders of transactions
 * @param mails mails that the application sent
 */
record Counters(long requests, long sql, long mails) {

    static Counters of(Journal journal) {
        return new Counters(
                journal.count(JournalKind.REQUEST), journal.count(JournalKind.SQL), journal.count(JournalKind.MAIL));
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("requests", requests);
        members.put("sql", sql);
        members.put("mails", mails);
        return members;
    }
}
