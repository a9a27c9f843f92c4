/**
 * How calls of hooks get into classes of the JDK; knows nothing of sandboxes.
 *
 * <ul>
 *   <li>{@link io.isolario.agent.weave.HookPoint} says which calls there are.
 *   <li>{@link io.isolario.agent.weave.Slot} is the class in {@code java.base} that they go to.
 *   <li>{@link io.isolario.agent.weave.Weaver} puts them in, and refuses a JDK in which one finds no place.
 * </ul>
 */
@NullMarked
package io.isolario.agent.weave;

import org.jspecify.annotations.NullMarked;
