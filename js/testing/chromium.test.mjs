import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';

const only = (...there) => (path) => there.includes(path);

test('takes the Chromium of the distribution', () => {
  assert.deepEqual(findChromium({}, only('/usr/bin/chromium')), { path: '/usr/bin/chromium' });
  assert.deepEqual(findChromium({}, only('/usr/bin/chromium-browser')), { path: '/usr/bin/chromium-browser' });
});

test('takes the one that the environment names, and no other', () => {
  const named = { CHROMIUM: '/opt/chromium' };

  assert.deepEqual(findChromium(named, only('/usr/bin/chromium', '/opt/chromium')), { path: '/opt/chromium' });
  assert.deepEqual(findChromium(named, only('/usr/bin/chromium')), {
    missing: 'No browser tests: there is no /opt/chromium, which CHROMIUM names (apt-get install chromium, or CHROMIUM=<path>).',
  });
});

test('says in one line that there is none', () => {
  assert.deepEqual(findChromium({}, only()), {
    missing: 'No browser tests: there is no /usr/bin/chromium or /usr/bin/chromium-browser (apt-get install chromium, or CHROMIUM=<path>).',
  });
});

test('takes no file that cannot be executed', () => {
  assert.equal(findChromium({ CHROMIUM: fileURLToPath(import.meta.url) }).path, undefined);
  assert.equal(findChromium({ CHROMIUM: process.execPath }).path, process.execPath);
});
