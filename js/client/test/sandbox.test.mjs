import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openSandbox, problemsOf } from '@isolario/client';
import { fakeServer, problem } from '../../testing/fake-server.mjs';

let server;
let sandbox;
before(async () => (server = await fakeServer()));
after(() => server.stop());
beforeEach(async () => {
  sandbox = await openSandbox({ baseURL: server.url, name: 'a test' });
  server.seen.length = 0;
});

test('opens a sandbox with what the caller asked for', async () => {
  await openSandbox({ baseURL: `${server.url}/`, name: 'mine', ttl: '5s', scenarios: [{ name: 'acme' }], key: 'secret' });

  const { path, headers, body } = server.last();
  assert.equal(path, '/isolario/sandboxes');
  assert.deepEqual(JSON.parse(body), { name: 'mine', ttl: '5s', scenarios: [{ name: 'acme' }] });
  assert.equal(headers['x-isolario-key'], 'secret');
  assert.match(headers['idempotency-key'], /^[0-9a-f]{32}$/);
});

test('says who has the places when there is none left', async (context) => {
  const holders = [{ id: 'f'.repeat(32), owner: 'the other', isolation: 'database', state: 'open', ageMs: 9, lastActivity: 'GET /' }];
  server.script('POST /isolario/sandboxes', { status: 503, json: problem(503, 'no-place', 'No place within 30 s.', { holders }) });
  context.after(() => server.script('POST /isolario/sandboxes', undefined));

  await assert.rejects(openSandbox({ baseURL: server.url, name: 'mine' }), {
    name: 'IsolarioError',
    status: 503,
    reason: 'no-place',
    holders,
    message: `POST ${server.url}/isolario/sandboxes was answered with 503 no-place: No place within 30 s.\n  "the other" (${'f'.repeat(32)}, open) for 9 ms; last: GET /`,
  });
});

test('says so when the server does not answer', async () => {
  await assert.rejects(openSandbox({ baseURL: 'http://127.0.0.1:1', name: 'mine' }), {
    status: 0,
    reason: 'no-answer',
    message: /^POST http:\/\/127\.0\.0\.1:1\/isolario\/sandboxes had no answer: .*\. Does the application run there\?$/,
  });
});

test('says so when it is not Isolario that answers', async (context) => {
  server.script('POST /isolario/sandboxes', { status: 404, json: { error: 'Not Found' } });
  context.after(() => server.script('POST /isolario/sandboxes', undefined));

  await assert.rejects(openSandbox({ baseURL: server.url, name: 'mine' }), {
    status: 404,
    reason: 'not-isolario',
    message: /answered with 404, and not by Isolario: \{"error":"Not Found"\}\. Is isolario\.enabled=true set/,
  });
});

test('asks for a base URL outside a browser', async () => {
  await assert.rejects(openSandbox({ name: 'mine' }), TypeError);
});

test('runs scenarios, factories and logins by name', async () => {
  server.script(`POST /isolario/sandboxes/${sandbox.id}/factories/member`, (body) => ({
    status: 201,
    json: body.startsWith('[') ? { results: [1, 2] } : { result: 1 },
  }));

  assert.equal(await sandbox.scenario('two words', { n: 1 }), '/scenarios/two%20words');
  assert.deepEqual(JSON.parse(server.last().body), { n: 1 });
  assert.equal(await sandbox.create('member', { login: 'ana' }), 1);
  assert.deepEqual(await sandbox.create('member', [{ login: 'ana' }, { login: 'bo' }]), [1, 2]);
  await sandbox.login('ana');
  assert.deepEqual(JSON.parse(server.last().body), { as: 'ana' });
});

test('has the errors of wrong arguments', async () => {
  server.script(`POST /isolario/sandboxes/${sandbox.id}/scenarios/acme`, {
    status: 422,
    json: problem(422, 'wrong-arguments', 'Wrong.', { errors: ['n is missing'] }),
  });

  await assert.rejects(sandbox.scenario('acme'), { reason: 'wrong-arguments', message: /Wrong\.\n {2}n is missing$/ });
});

test('takes steps, and says how they ended', async () => {
  await assert.rejects(sandbox.step('pay', () => Promise.reject(new Error('broke'))), /broke/);

  assert.deepEqual(server.seen.map(({ body }) => JSON.parse(body)), [
    { name: 'pay', status: 'began' },
    { name: 'pay', status: 'failed' },
  ]);
});

test('waits for all work before it reads a mail', async () => {
  const mail = { from: 'a@b', to: ['ana@example.org'], subject: 'Hello', text: 'x', html: '' };
  server.sandboxes.get(sandbox.id).mails.push(mail);

  assert.deepEqual(await sandbox.mails.waitFor({ to: 'ana@example.org' }), mail);
  assert.deepEqual(server.seen.map(({ path }) => path.slice(path.indexOf(sandbox.id) + 32)), [
    '/quiescence?timeout=5s',
    '/mails?to=ana%40example.org',
  ]);
});

test('says which mails there are when the one that is waited for is not', async () => {
  server.sandboxes.get(sandbox.id).mails.push({ from: 'a@b', to: ['bo@example.org'], subject: 'Bye', text: '', html: '' });

  await assert.rejects(sandbox.mails.waitFor({ subject: 'Hello' }), {
    message: `0 mails instead of one for {"subject":"Hello"} in sandbox "a test" (${sandbox.id}); all work has ended. Sent:\n  "Bye" to bo@example.org`,
  });
});

test('ends once, however often it is closed', async () => {
  const [first, second] = await Promise.all([sandbox.close({ outcome: 'passed', drain: '1s' }), sandbox.close()]);

  assert.equal(first, second);
  assert.equal(first.outcome, 'passed');
  assert.deepEqual(server.seen.map(({ method, path }) => `${method} ${path}`), [`DELETE /isolario/sandboxes/${sandbox.id}?outcome=passed&drain=1s`]);
});

test('has the problems of a verdict', async () => {
  assert.equal(problemsOf(await sandbox.close()), undefined);
  const verdict = { owner: 'a test', id: 'x', verdict: 'failed', problems: [{ kind: 'late-work', message: 'still runs' }] };
  assert.equal(problemsOf(verdict), 'The sandbox "a test" (x) ended with problems:\n- late-work: still runs');
});

test('gives addresses that carry the sandbox in their path', () => {
  assert.equal(sandbox.url('hooks/paid'), `${server.url}/isolario/in/${sandbox.id}/hooks/paid`);
});

test('is kept alive by heartbeats until that is stopped', async () => {
  server.script('POST /isolario/sandboxes', undefined);
  const opened = { ...sandbox.opened, idleTimeoutMs: 300 };
  Object.defineProperty(sandbox, 'opened', { value: opened });
  const beats = new Promise((resume) => server.script(`POST /isolario/sandboxes/${sandbox.id}/heartbeat`, () => (resume(), { status: 204 })));

  const stop = sandbox.keepAlive();
  await beats;
  stop();

  assert.equal(server.last().path, `/isolario/sandboxes/${sandbox.id}/heartbeat`);
});
