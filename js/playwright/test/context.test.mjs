import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Origins, tie } from '@isolario/playwright';

test('ties a browser context by a cookie and a header, for the application only', async () => {
  const id = '0'.repeat(32);
  const noted = {};
  const context = {
    addCookies: async (cookies) => (noted.cookies = cookies),
    route: async (matches, handler) => Object.assign(noted, { matches, handler }),
  };

  await tie(context, { id, headers: { 'X-Test-Sandbox': id }, origins: new Origins('http://localhost:8080/app', ['http://localhost:9090']) });

  const cookie = { name: 'isolario', value: id, httpOnly: true, sameSite: 'Lax' };
  assert.deepEqual(noted.cookies, [
    { ...cookie, url: 'http://localhost:8080' },
    { ...cookie, url: 'http://localhost:9090' },
  ]);
  assert.ok(noted.matches(new URL('http://localhost:8080/api')));
  assert.ok(!noted.matches(new URL('http://localhost:8081/api')));
  let continued;
  await noted.handler({ fallback: async (options) => (continued = options) }, { headers: () => ({ accept: '*/*' }) });
  assert.deepEqual(continued, { headers: { accept: '*/*', 'x-test-sandbox': id } });
});
