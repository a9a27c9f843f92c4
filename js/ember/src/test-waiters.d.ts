/** What is used of it, so that this package compiles without Ember. */
declare module '@ember/test-waiters' {
  export function buildWaiter(name: string): { beginAsync(): unknown; endAsync(token: unknown): void };
}
