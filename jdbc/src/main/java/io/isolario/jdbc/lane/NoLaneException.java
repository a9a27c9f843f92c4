package io.isolario.jdbc.lane;

import java.sql.SQLTransientConnectionException;

/** Thrown when all lanes are taken and none came back in time. */
public final class NoLaneException extends SQLTransientConnectionException {

    private static final long serialVersionUID = 1L;
    private static final String TIMEOUT = "HYT00";

    NoLaneException(String message) {
        super(message, TIMEOUT);
    }
}
