/**
 * How the suite talks to the forum: {@link io.isolario.examples.forum.client.ForumClient} for guests, {@code Member} for who
 * is logged in, {@code MobileApi} for API keys and {@code AdminApi} for operators. Methods generate valid parameters, take
 * {@link io.isolario.examples.forum.client.Fields overrides} and fail at once if the forum refuses; their {@code try}
 * siblings return the {@link io.isolario.examples.forum.client.Answer}.
 */
package io.isolario.examples.forum.client;
