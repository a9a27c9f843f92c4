import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HEADER, IsolarioError, isProblem, openSandbox, withBaggage, withCookie, withUserAgent } from '@isolario/client';
import { fakeServer } from '../../testing/fake-server.mjs';
import { vectors } from '../../testing/vectors.mjs';

const WRITERS = { baggage: withBaggage, cookie: withCookie, 'user-agent': withUserAgent };
const SEPARATORS = { baggage: ',', cookie: '; ', 'user-agent': ' ' };

for (const [name, written] of Object.entries(WRITERS)) {
  const { id, cases } = vectors(name);
  describe(`${name} as docs/wire-format has it`, () => {
    for (const { name, present, result } of cases) {
      test(name, () => assert.equal(written(present, id), result));
    }
  });
}

/** The client reads carriers only where it writes them: what a server takes for Isolario's is replaced, the rest is left alone. */
describe('carriers that are there already, as docs/wire-format reads them', () => {
  const { cases } = vectors('carriers');
  const mine = 'a'.repeat(32);
  for (const { name, headers, carriedBy } of cases) {
    for (const [header, present] of together(headers)) {
      test(`${name}: ${header}`, () => {
        const written = WRITERS[header](present, mine);

        assert.ok(written.endsWith(mine), written);
        if (carriedBy === null) {
          assert.ok(written.startsWith(present + SEPARATORS[header]), written);
        } else {
          assert.equal(written.match(/isolario/gi).length, 1, written);
        }
      });
    }
  }

  test('there are some of each carrier', () => {
    const seen = cases.flatMap(({ headers, carriedBy }) => together(headers).map(([header]) => `${header} ${carriedBy === null}`));
    assert.deepEqual([...new Set(seen)].sort(), Object.keys(WRITERS).flatMap((header) => [`${header} false`, `${header} true`]).sort());
  });

  /** Several lines of a header are one, as far as a writer has to do with them. */
  function together(headers) {
    const lines = {};
    for (const [header, value] of headers) {
      const known = header.toLowerCase();
      if (known in WRITERS) {
        lines[known] = known in lines ? lines[known] + SEPARATORS[known] + value : value;
      }
    }
    return Object.entries(lines);
  }
});

describe('an opened sandbox as docs/wire-format has it', () => {
  let server;
  before(async () => (server = await fakeServer()));
  after(() => server.stop());
  const { id, cases } = vectors('opened');

  for (const { name, contextPath, header, path, carriers } of cases) {
    test(name, async () => {
      server.script(`POST ${contextPath}${path}`, { status: 201, json: { id, owner: 'a test', carriers } });
      const sandbox = await openSandbox({ baseURL: server.url + contextPath, name: 'a test' });
      await sandbox.fetch('/api/rooms');

      assert.deepEqual(sandbox.headers, { [header]: id });
      assert.deepEqual(carriers.header, { name: header, value: id });
      assert.equal(server.last().headers[header.toLowerCase()], id);
      assert.equal(withBaggage(null, id), carriers.baggage);
      assert.equal(withCookie(null, id), carriers.cookie);
      assert.equal(withUserAgent(null, id), carriers.userAgentSuffix);
      assert.equal(sandbox.url('hooks/paid'), server.url + carriers.pathPrefix + '/hooks/paid');
    });
  }

  test('writes what the vectors of reading begin with', () => {
    const byName = Object.fromEntries(vectors('carriers').cases.map((each) => [each.name, each]));
    const { carriers } = cases[0];
    assert.deepEqual(byName['the header'].headers, [[HEADER, vectors('carriers').id]]);
    assert.equal(byName['the prefix of a path'].path, carriers.pathPrefix + '/hooks/paid');
  });
});

describe('errors as docs/wire-format has them', () => {
  const { contentType, typePrefix, cases } = vectors('errors');
  for (const { name, call, status, reason, members } of cases) {
    test(name, async () => {
      const [method, path] = call.split(' ');
      const values = { type: typePrefix + reason, title: 'Title', status, detail: 'Detail.', reason, sandbox: '0'.repeat(32), endedAt: 'then', holders: [] };
      const body = Object.fromEntries(members.map((member) => [member, values[member]]));
      const fetch = async () => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': contentType } });

      const thrown = await openSandbox({ baseURL: 'http://fake', name: 'a test', fetch }).catch((error) => error);

      assert.ok(thrown instanceof IsolarioError, `${method} ${path}`);
      assert.deepEqual([thrown.status, thrown.reason, thrown.problem], [status, reason, body]);
      assert.match(thrown.message, new RegExp(`was answered with ${status} ${reason}: Detail\\.$`));
    });
  }

  test('the body of another server is none', () => {
    assert.ok(!isProblem({ type: 'about:blank' }));
    assert.ok(!isProblem(null));
  });
});
