import { createServer } from 'node:http';

/** An application with the HTTP API of sandboxes, as far as the clients' own tests need it. It notes each request. */
export async function fakeServer() {
  const seen = [];
  const sandboxes = new Map();
  const answers = new Map();
  /** What is awaited before a sandbox is said to be quiescent. */
  const control = { quiescence: async () => undefined };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const url = new URL(request.url, 'http://fake');
    seen.push({ method: request.method, path: url.pathname + url.search, headers: request.headers, body });
    const { status = 200, json, text: plain, headers = {} } = await answer(request, url, body);
    response.writeHead(status, { 'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json', ...headers });
    response.end(json === undefined ? plain : JSON.stringify(json));
  });

  async function answer(request, url, body) {
    const { method } = request;
    const scripted = answers.get(`${method} ${url.pathname}`);
    if (scripted !== undefined) {
      return typeof scripted === 'function' ? scripted(body, url, request) : scripted;
    }
    if (method === 'POST' && url.pathname === '/isolario/sandboxes') {
      return { status: 201, json: open(JSON.parse(body)) };
    }
    const [, id, rest] = /^\/isolario\/sandboxes\/([0-9a-f]{32})(.*)$/.exec(url.pathname) ?? [];
    if (id === undefined) {
      return { json: { path: url.pathname } };
    }
    const sandbox = sandboxes.get(id);
    if (method === 'DELETE') {
      const before = sandbox.ended;
      sandbox.ended = true;
      return { json: { ...sandbox.verdict, outcome: url.searchParams.get('outcome') ?? undefined, alreadyEnded: before } };
    }
    if (rest === '/quiescence') {
      await control.quiescence();
    }
    return ofSandbox(sandbox, method, rest);
  }

  function open({ name }) {
    const id = (sandboxes.size + 1).toString(16).padStart(32, '0');
    sandboxes.set(id, {
      ended: false,
      mails: [],
      verdict: { id, owner: name, verdict: 'clean', reason: 'closed', problems: [], leaks: [], lateWork: [], mismatches: [], counters: { requests: 0, sql: 0, mails: 0 }, lifetimeMs: 1 },
    });
    return {
      id, owner: name, isolation: 'database', idleTimeoutMs: 60000, maxLifetimeMs: 600000, waitedMs: 0, scenarioResults: [], warnings: [], links: {},
      carriers: { header: { name: 'X-Isolario-Sandbox', value: id }, baggage: `isolario=${id}`, cookie: `isolario=${id}`, userAgentSuffix: `isolario/${id}`, pathPrefix: `/isolario/in/${id}` },
    };
  }

  function ofSandbox(sandbox, method, rest) {
    switch (`${method} ${rest}`) {
      case 'POST /quiescence':
        return { json: { idle: true, pending: [], delayed: [] } };
      case 'GET /mails':
        return { json: { mails: sandbox.mails } };
      case 'GET /journal':
        return { json: { entries: [{ number: 1, at: 'now', kind: 'request', thread: 'one', text: 'GET /x' }], dropped: 0 } };
      case 'GET /logs':
        return { status: 501, json: problem(501, 'no-logs', 'No module brings the logs.') };
      case 'POST /heartbeat':
        return { status: 204 };
      default:
        return { json: { result: rest } };
    }
  }

  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${server.address().port}`;
  return Object.assign(control, {
    url,
    seen,
    sandboxes,
    /** Answers a call otherwise than usual. */
    script: (call, answer) => answers.set(call, answer),
    last: () => seen.at(-1),
    stop: () => new Promise((stopped) => {
      server.close(stopped);
      server.closeAllConnections();
    }),
  });
}

export function problem(status, reason, detail, more = {}) {
  return { type: `urn:isolario:problem:${reason}`, title: reason, status, detail, reason, ...more };
}

async function text(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
