package io.isolario.jdbc;

import io.isolario.core.ResourceSession;
import io.isolario.jdbc.database.SandboxDatabase;
import java.sql.SQLException;
import java.util.Map;

/** A state of all databases of one sandbox. */
record DatabasesMark(SandboxDatabases databases, Map<SandboxDatabase, ResourceSession.Mark> marks)
        implements ResourceSession.Mark {

    @Override
    public void restore() throws Exception {
        resetOthers();
        for (ResourceSession.Mark mark : marks.values()) {
            mark.restore();
        }
    }

    @Override
    public void undo() throws Exception {
        resetOthers();
        for (ResourceSession.Mark mark : marks.values()) {
            mark.undo();
        }
    }

    /** Those that were first used after the mark had done nothing at it. */
    private void resetOthers() throws SQLException {
        for (SandboxDatabase database : databases.all()) {
            if (!marks.containsKey(database)) {
                database.reset();
            }
        }
    }
}
