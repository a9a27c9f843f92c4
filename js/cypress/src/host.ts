/** What is needed of Cypress, so that this package compiles and is tested without it. */

export interface Chain {
  then(next: (value: unknown) => unknown): Chain;
}

export interface Commands {
  wrap(value: unknown, options?: { log?: boolean; timeout?: number }): Chain;
  setCookie(name: string, value: string, options?: { log?: boolean; path?: string; httpOnly?: boolean }): Chain;
  intercept(matcher: { url: RegExp; middleware: true }, handler: (request: { headers: Record<string, unknown> }) => void): Chain;
}

export interface CypressHost {
  readonly Cypress: {
    config(name: 'baseUrl'): string | null;
    readonly currentTest: { readonly titlePath: readonly string[] };
    readonly Commands: { add(name: string, command: (...args: never[]) => unknown): void };
    log(options: { name: string; message: string }): unknown;
  };
  readonly cy: Commands;
  beforeEach(hook: () => unknown): void;
  afterEach(hook: (this: { currentTest?: { state?: string } }) => unknown): void;
}
