package io.isolario.jdbc.lane;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops what was made of earlier contents of a database, lest a server that is kept fills up; never what is in use. */
record StaleTemplates(LaneServer server, String baseline) {

    private static final Logger LOG = LoggerFactory.getLogger(StaleTemplates.class);

    /** Another run may have made one a moment ago and have no lane of it yet. */
    private static final Duration IN_USE_BY_THEN = Duration.ofHours(1);

    private String comment() {
        return "Isolario: template of lanes of " + baseline + ", made at ";
    }

    /** Notes whose template it is and that it is used now, so that a later run may drop it. */
    void register(String template) throws SQLException {
        server.commentWithTime(template, comment());
    }

    /** Notes that a template is used again; without effect for one that another role has made, which this one cannot drop either. */
    void registerAgain(String template) {
        try {
            register(template);
        } catch (SQLException ofAnotherRole) {
            LOG.debug("Template {} of {} could not be registered again", template, baseline, ofAnotherRole);
        }
    }

    void dropAllBut(String template) {
        try {
            for (String stale : server.databasesCommentedLongAgo(comment(), IN_USE_BY_THEN)) {
                if (!stale.equals(template)) {
                    dropIfUnused(stale);
                }
            }
        } catch (SQLException failure) {
            LOG.warn("Templates of earlier contents of {} were not dropped", baseline, failure);
        }
    }

    /** Drops what a process that was killed has half made; one that lives owns its own. */
    void dropUnfinished(String start) {
        try {
            for (String unfinished : server.databases(start)) {
                if (server.dropIfIdle(unfinished)) {
                    LOG.info("Dropped {}, the beginning of a template: whoever made it has gone", unfinished);
                }
            }
        } catch (SQLException failure) {
            LOG.debug("Templates that were begun were not dropped", failure);
        }
    }

    private boolean isStale(String template) throws SQLException {
        return server.databasesCommentedLongAgo(comment(), IN_USE_BY_THEN).contains(template);
    }

    private void dropIfUnused(String template) throws SQLException {
        List<String> lanes = server.databases(BaselineFreeze.lanesOf(BaselineFreeze.hashOf(template)));
        for (String lane : lanes) {
            // Whoever owns a lane has a session in it; that may be so any moment from now.
            if (!isStale(template) || !server.dropIfIdle(lane)) {
                return;
            }
        }
        if (!isStale(template) || !server.dropIfIdle(template)) {
            return;
        }
        LOG.info("Dropped {} and {} lanes: {} has another content now", template, lanes.size(), baseline);
    }
}
