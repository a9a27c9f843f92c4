import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { isProblem, withBaggage, withCookie, withUserAgent } from '@isolario/client';

function vectors(name) {
  return JSON.parse(readFileSync(new URL(`../../../docs/wire-format/${name}.json`, import.meta.url), 'utf8'));
}

for (const [name, written] of Object.entries({ baggage: withBaggage, cookie: withCookie, 'user-agent': withUserAgent })) {
  const { id, cases } = vectors(name);
  describe(`${name} as docs/wire-format has it`, () => {
    for (const { name, present, result } of cases) {
      test(name, () => assert.equal(written(present, id), result));
    }
  });
}

test('knows a problem by the prefix of its type', () => {
  const { typePrefix, cases } = vectors('errors');
  for (const { reason } of cases) {
    assert.ok(isProblem({ type: typePrefix + reason }));
  }
  assert.ok(!isProblem({ type: 'about:blank' }));
  assert.ok(!isProblem(null));
});
