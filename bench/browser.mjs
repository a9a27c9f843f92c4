// Runs the forum's browser tests with one worker and with many, against a forum of its own each, and prints how long they took.
import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
const frontend = fileURLToPath(new URL('../examples/forum/frontend', import.meta.url));
const many = Number(process.env.WORKERS ?? Math.max(4, availableParallelism()));

function run(workers) {
  return new Promise((ended, broken) => {
    const env = { ...process.env, WORKERS: String(workers) };
    const all = [cli, 'test', '--project=forum', '--reporter=json'];
    execFile(process.execPath, all, { cwd: frontend, env, maxBuffer: 1 << 26 }, (failure, out, err) => {
      if (failure) {
        broken(new Error(`With ${workers} workers: ${out.slice(-2000)}${err}`));
        return;
      }
      const { stats, suites } = JSON.parse(out);
      // From the beginning of the first test to the end of the last: the start of the forum is none of theirs.
      const results = suites.flatMap(specs).flatMap((spec) => spec.tests.flatMap((test) => test.results));
      const starts = results.map((result) => Date.parse(result.startTime));
      const ends = results.map((result) => Date.parse(result.startTime) + result.duration);
      ended({ tests: stats.expected, seconds: (Math.max(...ends) - Math.min(...starts)) / 1000 });
    });
  });
}

function specs(suite) {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specs)];
}

const one = await run(1);
const others = await run(many);
console.log(`browser.tests ${one.tests} count`);
console.log(`browser.workers ${many} count`);
console.log(`browser.one-worker.wall ${one.seconds.toFixed(1)} s`);
console.log(`browser.many-workers.wall ${others.seconds.toFixed(1)} s`);
console.log(`browser.speedup.ratio ${(one.seconds / others.seconds).toFixed(2)} ratio`);
