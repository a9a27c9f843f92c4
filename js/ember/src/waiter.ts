import type { Carried, Sandbox } from '@isolario/client';

/** A waiter of @ember/test-waiters: `settled()` waits for each token that was begun and has not ended. */
export interface Waiter {
  beginAsync(): unknown;
  endAsync(token: unknown): void;
}

/**
 * Lets `settled()` wait for the back end: after each request to the application it asks for quiescence, and is pending until the
 * server says that the work which the request set off has ended. Where nothing is requested, nothing is asked.
 */
export class BackEnd {
  private answered = 0;
  private asking: Promise<void> | undefined;

  constructor(
    private readonly sandbox: Pick<Sandbox, 'quiescence'>,
    private readonly waiter: Waiter,
    private readonly timeout: string,
  ) {}

  /** Waits for a request and for what it sets off. */
  async follow<T>(request: Promise<T>): Promise<T> {
    const token = this.waiter.beginAsync();
    // The caller has its answer at once; only the waiter waits longer.
    void request
      .then(
        () => this.settle(),
        () => this.settle(),
      )
      .finally(() => this.waiter.endAsync(token));
    return request;
  }

  /** Returns when the back end was quiescent after the last answer; requests that end meanwhile share one call. */
  async settle(): Promise<void> {
    this.answered++;
    this.asking ??= this.ask();
    await this.asking;
  }

  private async ask(): Promise<void> {
    let seen: number;
    do {
      seen = this.answered;
      // Whether it became idle, the end of the sandbox says, with what was outstanding.
      await this.sandbox.quiescence(this.timeout).catch(() => undefined);
    } while (seen !== this.answered);
    // In the same turn as the comparison: an answer that comes next asks again.
    this.asking = undefined;
  }
}

export type { Carried };
