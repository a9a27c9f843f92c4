@NullMarked
package io.isolario.agent.hook;

import org.jspecify.annotations.NullMarked;
