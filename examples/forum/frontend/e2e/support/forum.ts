import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Starts a forum on a throwaway database, for all tests, unless FORUM_URL names one that runs. Returns how to stop it. */
export default async function startForum(): Promise<() => Promise<void>> {
  if (process.env.FORUM_URL) {
    return async () => undefined;
  }
  const { url, stop } = await forum();
  process.env.FORUM_URL = url;
  return stop;
}

export async function forum(at?: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const run = fileURLToPath(new URL('../../../run', import.meta.url));
  const port = at ?? (await freePort());
  // As many databases as the widest test has sandboxes at once, and some for its neighbours.
  const env = { ...process.env, FORUM_JAVA_OPTIONS: '-Disolario.lanes.max=48 -XX:TieredStopAtLevel=1' };
  const started = spawn(run, ['-built', `--server.port=${port}`], { stdio: ['ignore', 'pipe', 'pipe'], env });
  await saysItRuns(started);
  const ended = new Promise<void>((end) => started.once('exit', () => end()));
  const stop = async () => {
    started.kill('SIGTERM');
    await ended;
  };
  return { url: `http://localhost:${port}`, stop };
}

function saysItRuns(started: ChildProcess): Promise<void> {
  return new Promise((runs, fails) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (said.includes('The forum runs at')) {
        runs();
      }
    };
    started.stdout?.on('data', hear);
    started.stderr?.on('data', hear);
    started.once('exit', (code) => fails(new Error(`The forum ended with ${code} before it ran:\n${said.slice(-4000)}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((found, fails) => {
    const server = createServer();
    server.once('error', fails);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
