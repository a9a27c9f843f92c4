package io.isolario.postgres;

/** Who else may use a server. */
enum Sharing {
    /** All JVMs of this user on this machine that ask for the same server: a name stands for a database per JVM. */
    ALL_JVMS {
        @Override
        String databaseName(String name, String token) {
            return name + "_" + token;
        }
    },
    /** Only one {@link ThrowawayPostgres}: names are taken literally. */
    NOBODY {
        @Override
        String databaseName(String name, String token) {
            return name;
        }
    };

    abstract String databaseName(String name, String token);
}
