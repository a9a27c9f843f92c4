import { readFileSync } from 'node:fs';

/** The test vectors of docs/wire-format, which the server's own tests read too. */
export function vectors(name) {
  return JSON.parse(readFileSync(new URL(`../../docs/wire-format/${name}.json`, import.meta.url), 'utf8'));
}
