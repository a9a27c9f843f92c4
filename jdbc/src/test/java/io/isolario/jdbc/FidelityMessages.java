package io.isolario.jdbc;

/** The longer messages of the catalogue; SANDBOX stands for the sandbox of the program. */
final class FidelityMessages {

    static final String ENDLESS =
            "(?s)Thread \"[^\"]+\" would wait for itself in sandbox SANDBOX: it has a transaction open on one connection \\(.*\\) and "
                    + "now uses a second one for: .*\\. In TRANSACTION isolation a sandbox has one physical connection, and a transaction "
                    + "keeps it until it ends, as with REQUIRES_NEW inside an outer transaction\\. Ways out: @Sandboxed\\(isolation = "
                    + "DATABASE\\), where connections are independent, or end the first transaction before the second begins\\.";
    static final String JOINED =
            "(?s)Thread \"waiter\" would wait for ever in sandbox SANDBOX: thread \"[^\"]+\" waits for it to end, and has a transaction "
                    + "open on another connection \\(.*\\), while this one is to execute: insert into item \\(name\\) values \\('waiter'\\)"
                    + "\\. In TRANSACTION isolation .* before the second begins\\.\nThread \"[^\"]+\":.*Thread\\.join.*\nThread "
                    + "\"waiter\":.*";
    static final String LOCKED =
            "A statement waited longer than 700 ms for a lock, and was cancelled\\. Waiting: sandbox SANDBOX \\(.*\\): .*\\. Held by: "
                    + "sandbox \"another test\" .* \\[both have locked: (item|job)\\]\\. Two tests that write the same unique key or row "
                    + "wait for each other in TRANSACTION isolation\\. Ways out: unique values in each test, @Sandboxed\\(isolation = "
                    + "DATABASE\\), or a longer wait \\(SandboxDataSource\\.builder\\(\\.\\.\\)\\.longestWait\\(\\.\\.\\)\\)\\.";
    static final String UNOWNED = "(?s)Unowned write refused: insert into item .*";
    static final String NO_COMMIT = " has an effect at a real commit only, and there is none.";
    static final String TABLE_LOCK =
            " locks what every other sandbox uses, until this one ends, and they would wait for it. Tables that the sandbox creates "
                    + "itself are its own.";
    static final String NO_TIME =
            "it asks for the time of its transaction where that cannot be replaced by the virtual one's; the server's stands still in "
                    + "a sandbox. now() and CURRENT_TIMESTAMP in a query work as usual, and clock_timestamp() everywhere.";
    static final String LOST =
            "The outer transaction of sandbox SANDBOX was ended from within, by: something before: select 2 as after_the_loss"
                    + "\\. What was done before may have been committed to the baseline of DataSource \"first\"\\. Use "
                    + "@Sandboxed\\(isolation = DATABASE\\) for what ends transactions itself\\.";

    private FidelityMessages() {}
}
