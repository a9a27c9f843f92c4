import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import axios from 'axios';
import { axiosSandbox, installFetch, installXhr, openSandbox } from '@isolario/client';
import { fakeServer, problem } from '../../testing/fake-server.mjs';
import { FakeXhr } from './fake-xhr.mjs';

const HEADER = 'x-isolario-sandbox';
let server;
let stranger;
let sandbox;
before(async () => {
  server = await fakeServer();
  stranger = await fakeServer();
});
after(() => Promise.all([server.stop(), stranger.stop()]));
beforeEach(async () => {
  sandbox = await openSandbox({ baseURL: server.url, name: 'a test' });
});

describe('fetch', () => {
  test('carries the sandbox to the application', async () => {
    await sandbox.fetch('/api/rooms');

    assert.equal(server.last().headers[HEADER], sandbox.id);
  });

  test('carries it to no other origin', async () => {
    await sandbox.fetch(`${stranger.url}/collect`);

    assert.equal(stranger.last().headers[HEADER], undefined);
  });

  test('carries it to an origin that the test has named', async () => {
    const wider = await openSandbox({ baseURL: server.url, name: 'a test', origins: [stranger.url] });

    await wider.fetch(`${stranger.url}/api`);

    assert.equal(stranger.last().headers[HEADER], wider.id);
  });

  test('leaves a header that the caller has set', async () => {
    await sandbox.fetch('/api', { headers: { 'X-Isolario-Sandbox': 'f'.repeat(32) } });

    assert.equal(server.last().headers[HEADER], 'f'.repeat(32));
  });

  test('takes the place of the global one until it is taken back', async () => {
    const original = globalThis.fetch;
    const remove = installFetch(() => sandbox);

    await fetch(new Request(`${server.url}/api`, { method: 'PUT', body: 'x', headers: { a: 'b' } }));
    const { method, headers, body } = server.last();
    remove();
    await original(`${server.url}/api`);

    assert.deepEqual([method, headers[HEADER], headers.a, body], ['PUT', sandbox.id, 'b', 'x']);
    assert.equal(globalThis.fetch, original);
    assert.equal(server.last().headers[HEADER], undefined);
  });

  test('carries nothing while no sandbox is open', async () => {
    const remove = installFetch(() => undefined);
    await fetch(`${server.url}/api`);
    remove();

    assert.equal(server.last().headers[HEADER], undefined);
  });
});

describe('XMLHttpRequest', () => {
  function sent(url, prepare = () => {}) {
    class Xhr extends FakeXhr {}
    const remove = installXhr(sandbox, Xhr);
    const request = new Xhr();
    request.open('GET', url);
    prepare(request);
    request.send();
    remove();
    return request.headers;
  }

  test('carries the sandbox to the application', () => {
    assert.deepEqual(sent(`${server.url}/api`), [['X-Isolario-Sandbox', sandbox.id]]);
  });

  test('carries it to an address without a host', () => {
    assert.deepEqual(sent('/api'), [['X-Isolario-Sandbox', sandbox.id]]);
  });

  test('carries it to no other origin', () => {
    assert.deepEqual(sent(`${stranger.url}/collect`), []);
    assert.deepEqual(sent('data:text/plain,x'), []);
  });

  test('sets no header twice', () => {
    assert.deepEqual(sent('/api', (request) => request.setRequestHeader('x-isolario-sandbox', 'other')), [['x-isolario-sandbox', 'other']]);
  });
});

describe('axios', () => {
  const instance = () => axios.create({ baseURL: server.url, proxy: false });

  test('carries the sandbox to the application only', async () => {
    const http = instance();
    const remove = axiosSandbox(http, sandbox);

    await http.get('/api');
    await http.get(`${stranger.url}/collect`);
    assert.equal(server.last().headers[HEADER], sandbox.id);
    assert.equal(stranger.last().headers[HEADER], undefined);

    remove();
    await http.get('/api');
    assert.equal(server.last().headers[HEADER], undefined);
  });

  test('repeats once what was answered with 503 and Retry-After', async () => {
    const http = instance();
    axiosSandbox(http, sandbox);
    let count = 0;
    server.script('GET /busy', () => (++count === 1 ? { status: 503, json: {}, headers: { 'Retry-After': '0' } } : { json: { count } }));

    assert.deepEqual((await http.get('/busy')).data, { count: 2 });

    server.script('GET /busy', () => ({ status: 503, json: { again: ++count }, headers: { 'Retry-After': '0' } }));
    await assert.rejects(http.get('/busy'), { status: 503 });
    assert.equal(count, 4);
  });

  test('repeats nothing that others have answered', async () => {
    const http = instance();
    axiosSandbox(http, sandbox);
    let count = 0;
    stranger.script('POST /pay', () => ({ status: 503, json: { count: ++count }, headers: { 'Retry-After': '0' } }));

    await assert.rejects(http.post(`${stranger.url}/pay`, {}), { status: 503 });

    assert.equal(count, 1);
  });

  test('says why when the sandbox has ended', async () => {
    const http = instance();
    axiosSandbox(http, sandbox);
    server.script('GET /gone', { status: 410, json: problem(410, 'idle-timeout', 'It ended.') });

    await assert.rejects(http.get('/gone'), {
      name: 'IsolarioError',
      status: 410,
      reason: 'idle-timeout',
      message: 'GET /gone was answered with 410 idle-timeout: It ended.',
    });
  });

  test("leaves the application's own errors alone", async () => {
    const http = instance();
    axiosSandbox(http, sandbox);
    server.script('GET /theirs', { status: 409, json: { code: 'taken' } });

    await assert.rejects(http.get('/theirs'), { name: 'AxiosError' });
  });
});
