import { problemsOf } from '@isolario/playwright';
import { expect, test } from './support/test.js';
import { ANA } from './support/visitor.js';

/** The client against the real forum, without a browser. */

test('seeds by factory and login, and requests inside the sandbox', async ({ sandbox }) => {
  const created = await sandbox.create('member', [{ login: 'ana' }, { login: 'bo' }]);
  const { headers } = await sandbox.login('bo');

  const response = await sandbox.fetch('/api/accounts/me', { headers });

  expect(created).toMatchObject([{ login: 'ana' }, { login: 'bo' }]);
  expect(await response.json()).toMatchObject({ login: 'bo' });
  expect(response.headers.get('X-Isolario-Sandbox')).toBe(sandbox.id);
});

test('lists what there is, and what is wrong with arguments', async ({ sandbox }) => {
  const { factories, logins } = await sandbox.catalog();

  expect([factories.map(({ name }) => name), logins.map(({ name }) => name)]).toEqual([['member'], ['login']]);
  await expect(sandbox.create('membr')).rejects.toMatchObject({ status: 404, reason: 'unknown-scenario' });
  await expect(sandbox.create('member', { login: 7, colour: 'red' })).rejects.toMatchObject({ status: 422, reason: 'wrong-arguments' });
});

test('waits for the mail that is sent after the answer', async ({ sandbox }) => {
  const response = await sandbox.fetch('/api/accounts', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(ANA) });

  expect(response.status).toBe(201);
  expect(await sandbox.mails.waitFor({ to: ANA.email })).toMatchObject({ subject: 'Activate your account' });
});

test('goes back to how it was', async ({ sandbox }) => {
  await sandbox.create('member', { login: 'ana' });
  await sandbox.reset();

  await expect(sandbox.create('member', { login: 'ana' })).resolves.toMatchObject({ login: 'ana' });
});

test('notes the steps of a test among what the back end did', async ({ sandbox }) => {
  await sandbox.step('register', () => sandbox.create('member', { login: 'ana' }));

  const { entries } = await sandbox.journal();
  const texts = entries.map(({ text }) => text).join('\n');
  expect(texts).toMatch(/register.*began[\s\S]*insert into accounts[\s\S]*register.*passed/);
});

test('fails a test whose stub was never called', async ({ sandbox, playwright, baseURL }) => {
  const { openSandbox } = await import('@isolario/client');
  const other = await openSandbox({ baseURL, name: 'expects a call' });
  await other.write('stubs', { github: [{ request: { url: '/users/octocat' }, response: { status: 200 }, times: 1 }] });

  const verdict = await other.close();

  expect(verdict).toMatchObject({ verdict: 'failed', mismatches: [expect.stringContaining('/users/octocat')] });
  expect(problemsOf(verdict)).toContain('The sandbox "expects a call"');
  expect(playwright).toBeDefined();
  expect((await sandbox.state()).state).toBe('open');
});

test('is refused after its end, with the reason', async ({ sandbox }) => {
  await sandbox.close();

  const response = await sandbox.fetch('/api/rooms');

  expect(response.status).toBe(410);
  await expect(sandbox.quiescence()).rejects.toMatchObject({ status: 410, reason: 'closed' });
});
