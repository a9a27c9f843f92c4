import type { Origins } from './origins.js';

/** The part of a {@link Sandbox} that sending needs: the carriers, and the origins that get them. */
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
