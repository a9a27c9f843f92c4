/** Records application events, observations, meters and logs of a sandbox. */
@NullMarked
package io.isolario.springboot.event;

import org.jspecify.annotations.NullMarked;
