import { installFetch, installXhr, openSandbox, problemsOf, type OpenOptions, type Sandbox } from '@isolario/client';
import { BackEnd, type Waiter } from './waiter.js';

export interface SandboxHooksOptions extends Omit<OpenOptions, 'name'> {
  /** How long `settled()` waits for the back end after a request, such as `5s`. */
  readonly quiescence?: string;
}

/** The hooks of a QUnit module. */
export interface Hooks {
  beforeEach(hook: (this: TestContext, assert: Assert) => Promise<void>): void;
  afterEach(hook: (this: TestContext, assert: Assert) => Promise<void>): void;
}

export interface TestContext {
  sandbox?: Sandbox;
}

interface Assert {
  readonly test?: { readonly testName?: string; readonly module?: { readonly name?: string } };
  pushResult?(result: { result: boolean; actual: unknown; expected: unknown; message: string }): void;
}

/** What of the page is wrapped while a sandbox is open. */
export interface Scope {
  fetch: typeof globalThis.fetch;
  readonly XMLHttpRequest?: typeof XMLHttpRequest;
}

/**
 * Gives each test of a QUnit module a sandbox, as `this.sandbox`. The id stays in memory: local storage would be shared with the
 * other partitions of a browser.
 */
export function hooksWith(hooks: Hooks, options: SandboxHooksOptions, waiter: Waiter, scope: Scope): void {
  const { quiescence = '5s', ...opening } = options;
  let remove: () => void = () => undefined;

  hooks.beforeEach(async function (assert) {
    const { testName = 'a test', module } = assert.test ?? {};
    const sandbox = await openSandbox({ ...opening, name: [module?.name, testName].filter(Boolean).join(': ') });
    this.sandbox = sandbox;
    remove = install(sandbox, new BackEnd(sandbox, waiter, quiescence), scope);
  });

  hooks.afterEach(async function (assert) {
    remove();
    remove = () => undefined;
    const { sandbox } = this;
    delete this.sandbox;
    const problems = sandbox && problemsOf(await sandbox.close());
    if (problems !== undefined) {
      assert.pushResult?.({ result: false, actual: problems, expected: 'a clean end', message: problems });
    }
  });
}

function install(sandbox: Sandbox, backEnd: BackEnd, scope: Scope): () => void {
  const removeFetch = installFetch(sandbox, scope);
  const carrying = scope.fetch;
  const followed: typeof scope.fetch = (input, init) => {
    const sent = carrying(input, init);
    return sandbox.origins.cover(input instanceof Request ? input.url : input) ? backEnd.follow(sent) : sent;
  };
  scope.fetch = followed;
  const removeXhr = scope.XMLHttpRequest ? installXhrFollowed(sandbox, backEnd, scope.XMLHttpRequest) : () => undefined;
  return () => {
    removeXhr();
    scope.fetch = carrying;
    removeFetch();
  };
}

function installXhrFollowed(sandbox: Sandbox, backEnd: BackEnd, type: typeof XMLHttpRequest): () => void {
  const remove = installXhr(sandbox, type);
  const { open, send } = type.prototype;
  const covered = new WeakSet<XMLHttpRequest>();
  type.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]) {
    if (sandbox.origins.cover(String(args[1]))) {
      covered.add(this);
    }
    return (open as (...all: unknown[]) => void).apply(this, args);
  } as typeof open;
  type.prototype.send = function (this: XMLHttpRequest, body) {
    if (covered.has(this)) {
      void backEnd.follow(new Promise((ended) => this.addEventListener('loadend', ended, { once: true })));
    }
    return send.call(this, body);
  };
  return () => {
    Object.assign(type.prototype, { open, send });
    remove();
  };
}
