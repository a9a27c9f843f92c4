package io.isolario.core.capture;

/** Takes the log lines of this JVM for one registry while its sandboxes are open. For implementors. */
public interface LogTap {

    /** Called for each sandbox that opens. */
    void open();

    /** Called when the logging library may have been configured again, which may have removed the tap. */
    void again();

    /** Called for each sandbox that has ended. */
    void close();
}
