import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fakeServer } from '../../testing/fake-server.mjs';

const directory = fileURLToPath(new URL('../fixture', import.meta.url));
const cli = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
let server;
let results;

before(async () => {
  server = await fakeServer();
  // What that request sets off outlives the drain of its sandbox.
  server.script('POST /late', () => {
    const sandbox = [...server.sandboxes.values()].at(-1);
    Object.assign(sandbox.verdict, { verdict: 'failed', problems: [{ kind: 'late-work', message: 'Late work, cut off' }] });
    return { json: {} };
  });
  results = await run();
});
after(() => server.stop());

function run() {
  return new Promise((ended, broken) => {
    const env = { ...process.env, FAKE_URL: server.url };
    execFile(process.execPath, [cli, 'test', '-c', directory], { env, maxBuffer: 1 << 24, timeout: 60_000 }, (failure, out, err) => {
      if (!out.startsWith('{')) {
        broken(new Error(out + err, { cause: failure }));
        return;
      }
      const specs = JSON.parse(out).suites.flatMap((suite) => suite.specs);
      ended(Object.fromEntries(specs.map((spec) => [spec.title, spec.tests[0].results[0]])));
    });
  });
}

const sandboxOf = (title) => [...server.sandboxes.values()].find(({ verdict }) => verdict.owner === `sandbox.spec.mjs › ${title}`);
const text = (attachment) => Buffer.from(attachment.body, 'base64').toString();

test('gives each test a sandbox of its own, and ends it', () => {
  assert.equal(server.sandboxes.size, 5);
  assert.ok([...server.sandboxes.values()].every(({ ended }) => ended));
  assert.equal(results.passes.status, 'passed');
});

test('lets the API client of the test carry it', () => {
  const { headers } = server.seen.find(({ path }) => path === '/api/rooms');
  assert.equal(headers['x-isolario-sandbox'], sandboxOf('passes').verdict.id);
});

test('reports the outcome of the test to the server', () => {
  const outcome = (title) => server.seen.find(({ method, path }) => method === 'DELETE' && path.includes(sandboxOf(title).verdict.id)).path.split('?')[1];
  assert.equal(outcome('passes'), 'outcome=passed');
  assert.equal(outcome('fails'), 'outcome=failed');
  assert.equal(outcome('fails as expected'), 'outcome=passed');
});

test('attaches what the back end knows to a test that fails', () => {
  const attached = Object.fromEntries(results.fails.attachments.filter(({ body }) => body !== undefined).map((each) => [each.name, text(each)]));

  assert.equal(results.fails.status, 'failed');
  assert.equal(attached['isolario-journal'], '1 now request [one] GET /x');
  assert.equal(attached['isolario-mails'], '');
  assert.equal(attached['isolario-logs'], undefined, 'no module brings logs');
  assert.deepEqual(results.passes.attachments, []);
});

test('fails a test that leaves late work', () => {
  const late = results['leaves late work'];

  assert.equal(late.status, 'failed');
  assert.match(late.errors[0].message, /The sandbox "sandbox\.spec\.mjs › leaves late work" \([0-9a-f]{32}\) ended with problems:\n- late-work: Late work, cut off/);
  assert.ok(late.attachments.some(({ name }) => name === 'isolario-verdict'));
});

test('opens sandboxes as the configuration says', () => {
  assert.equal(results['takes options'].status, 'passed');
  assert.equal(JSON.parse(server.seen[0].body).ttl, '5s');
});
