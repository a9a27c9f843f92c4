import type { Sandbox } from '@isolario/client';

declare global {
  // Merged with Cypress' own declarations, which have to be declared the same way.
  namespace Cypress {
    interface Chainable<Subject = any> {
      /** Yields the sandbox of the test. */
      sandbox(): Chainable<Sandbox>;
    }
  }
}
