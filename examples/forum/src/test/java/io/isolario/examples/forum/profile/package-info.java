/** What tests need of the profile page's own parts. */
package io.isolario.examples.forum.profile;
