/** Task executors and schedulers that keep the sandbox of their submitter. */
@NullMarked
package io.isolario.springboot.task;

import org.jspecify.annotations.NullMarked;
