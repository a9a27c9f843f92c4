/** An open sandbox, as the server lists them when no more can be opened. */
export interface Holder {
  readonly id: string;
  readonly owner: string;
  readonly isolation: string;
  readonly state: string;
  readonly ageMs?: number;
  readonly idleMs?: number;
  readonly lastActivity?: string;
  readonly lastSql?: string;
}

/** The members of an RFC 9457 problem, as docs/wire-format.md lists them. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly reason: string;
  readonly sandbox?: string;
  readonly endedAt?: string;
  readonly holders?: readonly Holder[];
  readonly errors?: readonly string[];
  readonly class?: string;
  readonly message?: string;
  readonly stack?: readonly string[];
}

const TYPE_PREFIX = 'urn:isolario:problem:';

/** The server refused a call; `problem` has all that it said, if it spoke as itself. */
export class IsolarioError extends Error {
  override readonly name = 'IsolarioError';

  constructor(
    message: string,
    /** The status of the answer; 0 if there was none. */
    readonly status: number,
    /** Why, in one word, such as `closed`; `no-answer` or `not-isolario` if the server did not say. */
    readonly reason: string,
    readonly problem?: Problem,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  get holders(): readonly Holder[] {
    return this.problem?.holders ?? [];
  }
}

/** Returns whether a body is a problem of Isolario, not of the application or of a proxy between. */
export function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && String((body as Problem).type).startsWith(TYPE_PREFIX);
}

export function errorOf(call: string, status: number, body: unknown): IsolarioError {
  if (!isProblem(body)) {
    const said = typeof body === 'string' ? body.slice(0, 200) : JSON.stringify(body)?.slice(0, 200);
    return new IsolarioError(
      `${call} was answered with ${status}, and not by Isolario: ${said}. Is isolario.enabled=true set, and does a proxy pass /isolario on?`,
      status,
      'not-isolario',
    );
  }
  const holders = (body.holders ?? []).map(
    (holder) => `\n  "${holder.owner}" (${holder.id}, ${holder.state}) for ${holder.ageMs} ms; last: ${holder.lastActivity}`,
  );
  const errors = (body.errors ?? []).map((error) => `\n  ${error}`);
  const detail = `${call} was answered with ${status} ${body.reason}: ${body.detail}`;
  return new IsolarioError(detail + holders.join('') + errors.join(''), status, body.reason, body);
}
