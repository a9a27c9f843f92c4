import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { hooksWith } from '@isolario/ember/hooks';
import { fakeServer } from '../../testing/fake-server.mjs';

const HEADER = 'x-isolario-sandbox';
let server;
let module;
before(async () => (server = await fakeServer()));
after(() => server.stop());
beforeEach(() => {
  module = fakeModule();
  server.seen.length = 0;
});

/** A QUnit module, a waiter of @ember/test-waiters, and the page. */
function fakeModule() {
  const hooks = {};
  const pending = new Set();
  let settled = [];
  const waiter = {
    beginAsync: () => {
      const token = {};
      pending.add(token);
      return token;
    },
    endAsync: (token) => {
      pending.delete(token);
      if (pending.size === 0) {
        settled.splice(0).forEach((resume) => resume());
      }
    },
  };
  class Xhr extends EventTarget {
    headers = {};
    open(method, url) {
      this.url = url;
    }
    setRequestHeader(name, value) {
      this.headers[name] = value;
    }
    send() {
      original(this.url, { headers: this.headers }).then(() => this.dispatchEvent(new Event('loadend')));
    }
  }
  const original = globalThis.fetch;
  const scope = { fetch: original, XMLHttpRequest: Xhr };
  const context = {};
  const results = [];
  const assertion = { test: { testName: 'shows the lobby', module: { name: 'Rooms' } }, pushResult: (result) => results.push(result) };
  hooksWith({ beforeEach: (hook) => (hooks.before = hook), afterEach: (hook) => (hooks.after = hook) }, { baseURL: server?.url, quiescence: '1s' }, waiter, scope);
  return {
    context, scope, pending, results, original,
    start: () => hooks.before.call(context, assertion),
    end: () => hooks.after.call(context, assertion),
    settled: () => (pending.size === 0 ? Promise.resolve() : new Promise((resume) => settled.push(resume))),
  };
}

const paths = () => server.seen.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{32}/, '{id}')}`);

test('opens a sandbox with the name of the test, and ends it', async () => {
  await module.start();
  assert.equal(module.context.sandbox.opened.owner, 'Rooms: shows the lobby');

  await module.end();

  assert.deepEqual(paths(), ['POST /isolario/sandboxes', 'DELETE /isolario/sandboxes/{id}']);
  assert.equal(module.context.sandbox, undefined);
  assert.equal(module.scope.fetch, module.original);
});

test('is settled only when the back end is quiescent after a request', async () => {
  await module.start();
  let release;
  const idle = new Promise((resume) => (release = resume));
  const { quiescence } = module.context.sandbox;
  module.context.sandbox.quiescence = async (timeout) => {
    await idle;
    return quiescence.call(module.context.sandbox, timeout);
  };

  await module.scope.fetch(`${server.url}/api/rooms`);
  assert.equal(module.pending.size, 1, 'the answer is there, the back end still works');
  release();
  await module.settled();

  assert.equal(module.pending.size, 0);
  assert.deepEqual(paths().slice(1), ['GET /api/rooms', 'POST /isolario/sandboxes/{id}/quiescence?timeout=1s']);
  assert.equal(server.seen[1].headers[HEADER], module.context.sandbox.id);
  await module.end();
});

test('asks once for requests that end together, and again for one that ends meanwhile', async () => {
  await module.start();

  let release;
  const allAnswered = new Promise((resume) => (release = resume));
  let asked = 0;
  module.context.sandbox.quiescence = async () => {
    asked++;
    await allAnswered;
  };

  await Promise.all([1, 2, 3].map((n) => module.scope.fetch(`${server.url}/api/${n}`)));
  assert.equal(asked, 1, 'the first answer is asked about, the others wait');
  release();
  await module.settled();

  assert.equal(asked, 2, 'once more for both that came meanwhile');
  await module.end();
});

test('waits for requests by XMLHttpRequest too', async () => {
  await module.start();
  const request = new module.scope.XMLHttpRequest();
  request.open('GET', `${server.url}/api/rooms`);

  request.send();
  await module.settled();

  assert.deepEqual(paths().slice(1), ['GET /api/rooms', 'POST /isolario/sandboxes/{id}/quiescence?timeout=1s']);
  assert.equal(server.seen[1].headers[HEADER], module.context.sandbox.id);
  await module.end();
});

test('neither carries to third parties nor waits for them', async (context) => {
  const stranger = await fakeServer();
  context.after(() => stranger.stop());
  await module.start();

  await module.scope.fetch(`${stranger.url}/collect`);

  assert.equal(module.pending.size, 0);
  assert.equal(stranger.last().headers[HEADER], undefined);
  await module.end();
});

test('is settled as well when the request fails', async () => {
  await module.start();

  await assert.rejects(module.scope.fetch(`${server.url}/api`, { signal: AbortSignal.abort() }));
  await module.settled();

  assert.equal(module.pending.size, 0);
  await module.end();
});

test('fails a test that leaves late work', async () => {
  await module.start();
  Object.assign(server.sandboxes.get(module.context.sandbox.id).verdict, { verdict: 'failed', problems: [{ kind: 'late-work', message: 'still runs' }] });

  await module.end();

  assert.equal(module.results.length, 1);
  assert.match(module.results[0].message, /ended with problems:\n- late-work: still runs/);
});
