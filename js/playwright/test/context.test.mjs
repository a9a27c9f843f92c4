import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Origins, tie } from '@isolario/playwright';
import { vectors } from '../../testing/vectors.mjs';

for (const each of vectors('opened').cases) {
  test(`carries what docs/wire-format says: ${each.name}`, async () => {
    const { header, cookie } = each.carriers;
    const { cookies, sent } = await tied({ id: header.value, headers: { [header.name]: header.value } });

    assert.deepEqual(
      cookies.map(({ name, value }) => `${name}=${value}`),
      [cookie, cookie],
    );
    assert.deepEqual(sent, { headers: { accept: '*/*', [header.name.toLowerCase()]: header.value } });
  });
}

test('ties a browser context by a cookie and a header, for the application only', async () => {
  const id = '0'.repeat(32);
  const { cookies, covers } = await tied({ id, headers: {} });

  const cookie = { name: 'isolario', value: id, httpOnly: true, sameSite: 'Lax' };
  assert.deepEqual(cookies, [
    { ...cookie, url: 'http://localhost:8080' },
    { ...cookie, url: 'http://localhost:9090' },
  ]);
  assert.ok(covers(new URL('http://localhost:8080/api')));
  assert.ok(!covers(new URL('http://localhost:8081/api')));
});

/** Ties a context that notes what it is told, and sends a request through its route. */
async function tied(sandbox) {
  const noted = {};
  const context = {
    addCookies: async (cookies) => (noted.cookies = cookies),
    route: async (matches, handler) => Object.assign(noted, { matches, handler }),
  };

  await tie(context, { ...sandbox, origins: new Origins('http://localhost:8080/app', ['http://localhost:9090']) });
  let sent;
  await noted.handler({ fallback: async (options) => (sent = options) }, { headers: () => ({ accept: '*/*' }) });
  return { cookies: noted.cookies, covers: noted.matches, sent };
}
