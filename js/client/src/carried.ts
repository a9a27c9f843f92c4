import type { Origins } from './origins.js';

/** What is sent, and to whom: a {@link Sandbox}, as far as whoever sends requests needs it. */
export interface Carried {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly origins: Pick<Origins, 'cover'>;
}

/** A sandbox, or whichever is open when a request is sent. */
export type CarriedNow = Carried | (() => Carried | undefined);

export function now(carried: CarriedNow): Carried | undefined {
  return typeof carried === 'function' ? carried() : carried;
}
