package io.isolario.agent.hook.point;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is called at a {@link HookPoint}. The JDK's classes see no types but those of the JDK, so for them each hook is a {@link
 * BiFunction} of two objects; the interfaces that extend this one give it its types.
 */
public sealed interface Hook extends BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>
        permits EntryHook, EventHook, PairEntryHook, PairEventHook, ReplacementHook, SignalHook {}
