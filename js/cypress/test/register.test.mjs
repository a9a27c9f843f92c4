import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { registerSandbox } from '@isolario/cypress';
import { fakeServer } from '../../testing/fake-server.mjs';
import { vectors } from '../../testing/vectors.mjs';

let server;
let cypress;
before(async () => (server = await fakeServer()));
after(() => server.stop());
beforeEach(() => {
  cypress = fakeCypress(server.url);
  registerSandbox({}, cypress);
  server.seen.length = 0;
});

/** Cypress as far as it is used: commands run one after another, and hooks are called by the test. */
function fakeCypress(baseUrl) {
  const noted = { cookies: [], intercepts: [], logs: [], commands: {}, hooks: {} };
  const waiting = new Set();
  // As Cypress does: a command that takes longer than its timeout fails, and what was to come after it is not done.
  const patient = (value, { timeout = 4000 } = {}) =>
    new Promise((resolve, reject) => {
      const command = { timeout, giveUp: () => reject(new Error(`Timed out after waiting ${timeout}ms.`)) };
      waiting.add(command);
      Promise.resolve(value).then(resolve, reject).finally(() => waiting.delete(command));
    });
  const chain = (promise) => ({ then: (next) => chain(promise.then(next)), done: promise });
  return {
    noted,
    Cypress: {
      config: () => baseUrl,
      currentTest: { titlePath: ['Rooms', 'shows the lobby'] },
      Commands: { add: (name, command) => (noted.commands[name] = command) },
      log: (entry) => noted.logs.push(entry),
    },
    cy: {
      wrap: (value, options) => chain(patient(value, options)),
      setCookie: (...cookie) => chain(Promise.resolve(noted.cookies.push(cookie))),
      intercept: (matcher, handler) => chain(Promise.resolve(noted.intercepts.push({ matcher, handler }))),
    },
    beforeEach: (hook) => (noted.hooks.before = hook),
    afterEach: (hook) => (noted.hooks.after = hook),
    /** Lets all commands that are under way wait for so long. */
    elapse: (ms) => [...waiting].filter(({ timeout }) => timeout <= ms).forEach(({ giveUp }) => giveUp()),
    start: () => noted.hooks.before().done,
    end: (state) => noted.hooks.after.call({ currentTest: { state } }).done,
    sandbox: () => noted.commands.sandbox().done,
  };
}

test('opens a sandbox with the name of the test', async () => {
  await cypress.start();

  const sandbox = await cypress.sandbox();
  assert.equal(sandbox.opened.owner, 'Rooms › shows the lobby');
  assert.deepEqual(cypress.noted.cookies, [['isolario', sandbox.id, { log: false, path: '/', httpOnly: true }]]);
});

test('waits longer for a sandbox than for a command', async () => {
  const { held, fetch } = holding();
  registerSandbox({ fetch }, cypress);

  const started = cypress.start();
  cypress.elapse(59_000);
  held.release();
  await started;

  assert.equal((await cypress.sandbox()).opened.owner, 'Rooms › shows the lobby');
});

test('ends a sandbox that comes when the test has given up waiting', async () => {
  const { held, fetch, ended } = holding();
  registerSandbox({ fetch }, cypress);

  const started = cypress.start();
  cypress.elapse(60_000);
  await assert.rejects(started, /Timed out after waiting 60000ms/);
  assert.equal(cypress.noted.hooks.after.call({ currentTest: { state: 'failed' } }), undefined);
  held.release();
  await ended;

  assert.match(server.last().path, /^\/isolario\/sandboxes\/[0-9a-f]{32}\?outcome=failed$/);
  assert.equal(await cypress.sandbox(), undefined);
});

/** A fetch that waits until it is released, and records the end of a sandbox. */
function holding() {
  const held = {};
  const released = new Promise((resume) => (held.release = resume));
  let tell;
  const ended = new Promise((resume) => (tell = resume));
  const fetch = async (input, init) => {
    await released;
    const answer = await globalThis.fetch(input, init);
    if (init?.method === 'DELETE') {
      tell();
    }
    return answer;
  };
  return { held, fetch, ended };
}

test('adds the header to requests of the application only', async () => {
  await cypress.start();

  const [{ matcher, handler }] = cypress.noted.intercepts;
  const request = { headers: { accept: '*/*' } };
  handler(request);
  assert.deepEqual(request.headers, { accept: '*/*', 'X-Isolario-Sandbox': (await cypress.sandbox()).id });
  assert.ok(matcher.middleware);
  assert.ok(matcher.url.test(`${server.url}/api`));
  assert.ok(!matcher.url.test(`${server.url}0/api`));
  assert.ok(!matcher.url.test(`https://third.example/?${server.url}/`));
});

for (const { name, path, carriers } of vectors('opened').cases) {
  test(`carries what docs/wire-format says: ${name}`, async (context) => {
    server.script(`POST ${path}`, { status: 201, json: { id: carriers.header.value, owner: 'a test', carriers } });
    context.after(() => server.script(`POST ${path}`, undefined));
    await cypress.start();

    const [[cookie, value]] = cypress.noted.cookies;
    assert.equal(`${cookie}=${value}`, carriers.cookie);
    const request = { headers: {} };
    cypress.noted.intercepts[0].handler(request);
    assert.deepEqual(request.headers, { [carriers.header.name]: carriers.header.value });
  });
}

test('ends the sandbox after the test', async () => {
  await cypress.start();
  const { id } = await cypress.sandbox();

  await cypress.end('passed');

  assert.equal(server.last().path, `/isolario/sandboxes/${id}?outcome=passed`);
  assert.deepEqual(cypress.noted.logs, []);
});

test('shows what the back end did when the test has failed', async () => {
  await cypress.start();

  await cypress.end('failed');

  assert.deepEqual(cypress.noted.logs, [{ name: 'back end', message: 'request GET /x' }]);
});

test('fails a test that leaves late work', async () => {
  await cypress.start();
  const sandbox = await cypress.sandbox();
  Object.assign(server.sandboxes.get(sandbox.id).verdict, { verdict: 'failed', problems: [{ kind: 'late-work', message: 'still runs' }] });

  await assert.rejects(cypress.end('passed'), /ended with problems:\n- late-work: still runs/);
});

test('has nothing to end when none could be opened', () => {
  assert.equal(cypress.noted.hooks.after.call({}), undefined);
});
