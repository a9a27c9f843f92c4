import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export function json(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Packs a package of the workspace as it would be published, and unpacks it elsewhere. */
export function pack(name) {
  const directory = mkdtempSync(join(tmpdir(), 'isolario-packed-'));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', directory], { cwd: join(ROOT, 'js', name), stdio: 'pipe' });
  const [archive] = readdirSync(directory);
  execFileSync('tar', ['-xzf', archive], { cwd: directory });
  const unpacked = join(directory, 'package');
  return {
    unpacked,
    manifest: json(join(unpacked, 'package.json')),
    files: readdirSync(unpacked, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(unpacked.length + 1))
      .sort(),
    remove: () => rmSync(directory, { recursive: true }),
  };
}

/**
 * Makes a project outside the workspace that has these packed packages, and links to the workspace's copies of their
 * peers. It sees nothing else.
 */
export function consumer(packed, peers) {
  const directory = mkdtempSync(join(tmpdir(), 'isolario-consumer-'));
  for (const { manifest, unpacked } of packed) {
    cpSync(unpacked, join(directory, 'node_modules', manifest.name), { recursive: true });
  }
  for (const peer of peers.filter((name) => existsSync(join(ROOT, 'node_modules', name)))) {
    const link = join(directory, 'node_modules', peer);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', peer), link, 'dir');
  }
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  return {
    /** Type-checks a source as strictly as TypeScript can; returns what the compiler says. */
    check: (source) => run(directory, 'consumer.ts', source, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...STRICT, 'consumer.ts']),
    /** Runs a source; returns what it prints. */
    run: (source) => run(directory, 'consumer.mjs', source, ['consumer.mjs']),
    remove: () => rmSync(directory, { recursive: true }),
  };
}

const STRICT = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--verbatimModuleSyntax',
  '--module', 'NodeNext', '--target', 'ES2022', '--lib', 'ESNext,DOM,DOM.Iterable'];

function run(directory, file, source, command) {
  writeFileSync(join(directory, file), source);
  try {
    return execFileSync(process.execPath, command, { cwd: directory, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch (failure) {
    return `${failure.stdout}${failure.stderr}`.trim();
  }
}
