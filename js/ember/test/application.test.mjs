import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { findChromium } from '../../testing/chromium.mjs';
import { fakeServer } from '../../testing/fake-server.mjs';
import config from '../fixture/vite.config.mjs';

const { path: executablePath, missing } = findChromium();
const WORK_MILLIS = 300;

/** An application of the real Ember, with the real QUnit and test helpers, in a browser; only the back end is a fake. */
describe('an Ember application', { skip: missing }, () => {
  let server;
  let browser;
  let results;
  const carried = [];

  before(async () => {
    const { output } = await build(config);
    server = await fakeServer();
    for (const { fileName, code, source } of output) {
      server.script(`GET /${fileName}`, { text: code ?? source, headers: { 'Content-Type': typeOf(fileName) } });
    }
    backEnd();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'] });
    results = await run();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  function typeOf(file) {
    return file.endsWith('.html') ? 'text/html' : file.endsWith('.css') ? 'text/css' : 'text/javascript';
  }

  /** Sends a mail some time after it was asked to, and is quiescent only then. */
  function backEnd() {
    let work = Promise.resolve();
    const note = (request) => carried.push(request.headers['x-isolario-sandbox']);
    server.script('GET /api/rooms/lobby', (body, url, request) => (note(request), { json: { name: 'Lobby' } }));
    server.script('POST /api/invitations', (body, url, request) => {
      note(request);
      const { mails } = server.sandboxes.get(carried.at(-1));
      work = new Promise((ended) => setTimeout(ended, WORK_MILLIS)).then(() => mails.push({ subject: 'Welcome' }));
      return { json: {} };
    });
    server.script('POST /api/late', (body, url, request) => {
      const problems = [{ kind: 'late-work', message: 'still runs' }];
      Object.assign(server.sandboxes.get(request.headers['x-isolario-sandbox']).verdict, { verdict: 'failed', problems });
      return { json: {} };
    });
    server.quiescence = () => work;
  }

  async function run() {
    const page = await browser.newPage();
    const failures = [];
    page.on('pageerror', (failure) => failures.push(failure.message));
    await page.goto(`${server.url}/index.html`);
    await page.waitForFunction(() => window.results, undefined, { timeout: 30_000 }).catch((late) => {
      throw new Error(`The tests did not end: ${failures.join('\n')}`, { cause: late });
    });
    return Object.fromEntries((await page.evaluate(() => window.results)).map((result) => [result.name, result]));
  }

  test('has a sandbox for each test', () => {
    assert.deepEqual(results['Lobby: is shown'], { name: 'Lobby: is shown', status: 'passed', errors: [] });
    assert.equal(server.sandboxes.size, 4);
    assert.ok([...server.sandboxes.values()].every(({ ended }) => ended));
    assert.deepEqual(new Set(carried), new Set([...server.sandboxes.keys()].slice(0, 3)));
  });

  for (const how of ['fetch', 'xhr']) {
    test(`is settled when the back end is, by ${how}`, () => {
      const name = `Lobby: is settled when the back end is, by ${how}`;
      assert.deepEqual(results[name], { name, status: 'passed', errors: [] });
    });
  }

  test('fails a test that leaves late work', () => {
    const { status, errors } = results['Lobby: leaves late work'];
    assert.equal(status, 'failed');
    assert.match(errors.join(), /ended with problems:\n- late-work: still runs/);
  });
});
