import { accessSync, constants } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

/**
 * Decides which Chromium tests have: the one that CHROMIUM names, and no other; else that of the distribution. Where there is none,
 * `missing` says so in one line.
 */
export function findChromium(environment = process.env, isExecutable = executable) {
  const places = environment.CHROMIUM ? [environment.CHROMIUM] : PLACES;
  const path = places.find(isExecutable);
  if (path !== undefined) {
    return { path };
  }
  const named = environment.CHROMIUM ? `${environment.CHROMIUM}, which CHROMIUM names` : places.join(' or ');
  return { missing: `No browser tests: there is no ${named} (apt-get install chromium, or CHROMIUM=<path>).` };
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
