import { now, type CarriedNow } from './carried.js';
import { errorOf, isProblem } from './errors.js';

interface AxiosConfig {
  url?: string;
  method?: string;
  headers: { has(name: string): unknown; set(name: string, value: string): unknown };
}

interface Interceptors {
  use(fulfilled: unknown, rejected?: unknown): number;
  eject(id: number): void;
}

/** What is needed of an instance of axios. */
export interface AxiosLike {
  getUri(config: unknown): string;
  request(config: unknown): Promise<unknown>;
  readonly interceptors: { readonly request: unknown; readonly response: unknown };
}

interface AxiosFailure {
  readonly config?: AxiosConfig & { isolarioRepeated?: boolean };
  readonly response?: { readonly status: number; readonly data: unknown; readonly headers: Record<string, unknown> };
}

const LONGEST_DELAY_SECONDS = 30;

/**
 * Makes an instance of axios carry the sandbox to the application, repeat once what the application answered with 503 and
 * `Retry-After`, and say why when a sandbox has ended. Returns how to take that back.
 */
export function axiosSandbox(axios: AxiosLike, carried: CarriedNow): () => void {
  const requests = axios.interceptors.request as Interceptors;
  const responses = axios.interceptors.response as Interceptors;
  const request = requests.use((config: AxiosConfig) => {
    const sandbox = now(carried);
    if (sandbox?.origins.cover(axios.getUri(config))) {
      for (const [name, value] of Object.entries(sandbox.headers)) {
        if (!config.headers.has(name)) {
          config.headers.set(name, value);
        }
      }
    }
    return config;
  });
  const covers = (config: AxiosConfig) => now(carried)?.origins.cover(axios.getUri(config)) ?? false;
  const response = responses.use(undefined, (failure: AxiosFailure) => explained(axios, failure, covers));
  return () => {
    requests.eject(request);
    responses.eject(response);
  };
}

async function explained(axios: AxiosLike, failure: AxiosFailure, covers: (config: AxiosConfig) => boolean): Promise<unknown> {
  const { config, response } = failure;
  const seconds = Number(response?.headers['retry-after']);
  if (config && response?.status === 503 && !config.isolarioRepeated && seconds >= 0 && seconds <= LONGEST_DELAY_SECONDS && covers(config)) {
    await new Promise((resume) => setTimeout(resume, seconds * 1000));
    return axios.request({ ...config, isolarioRepeated: true });
  }
  if (config && response && isProblem(response.data)) {
    throw errorOf(`${(config.method ?? 'get').toUpperCase()} ${config.url}`, response.status, response.data);
  }
  throw failure;
}
