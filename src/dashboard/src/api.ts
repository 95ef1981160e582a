/** A problem document of the API, or what kept an answer from coming (status 0). */
export class ApiError extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly body: unknown = null) {
    super(message);
  }

  /** Whether what was asked for is not there: an unknown id, or a route that this API does not have. */
  get isMissing(): boolean {
    return this.status === 404 || this.status === 405;
  }
}

/** A page of a list. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

const keyName = 'segmentation-key';
let base = '';

/** Reads where the API is from `config.json` beside the page; the same site without it. */
export async function configure(): Promise<void> {
  const answer = await fetch('config.json').catch(() => null);
  const config = answer?.ok ? await answer.json().catch(() => null) as { api?: string } | null : null;
  base = (config?.api ?? '').replace(/\/+$/, '');
}

/** The site that answers, as a person reads it. */
export const site = (): string => base === '' ? location.origin : base;

/** Keeps the function key until the browser's tab is closed, and has all that is shown loaded again. */
export function setKey(key: string): void {
  sessionStorage.setItem(keyName, key.trim());
  dispatchEvent(new Event('key'));
}

/** GET, as JSON. Parameters that are empty are left out. */
export const get = <T>(path: string, query: Record<string, string | number | null | undefined> = {}): Promise<T> => {
  const kept = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return send<T>('GET', text === '' ? path : `${path}?${text}`);
};

/** GET that answers null where there is no such thing. */
export const find = <T>(path: string, query: Record<string, string | number | null | undefined> = {}) =>
  get<T>(path, query).catch((error: unknown) => {
    if (error instanceof ApiError && error.isMissing) return null;
    throw error;
  });

/** Sends JSON, and reads the answer. `headers` are such as `If-Match`. */
export async function send<T>(
  method: string, path: string, body?: unknown, headers: Record<string, string> = {},
): Promise<T> {
  const answer = await request(method, path, body, headers);
  const text = await answer.text();
  const json: unknown = text === '' ? null : parse(text);
  if (answer.ok) return json as T;
  const problem = (json ?? {}) as { code?: string; detail?: string };
  throw new ApiError(
    answer.status, problem.code ?? '', problem.detail ?? `The API answered with status ${answer.status}.`, json);
}

const address = (path: string): string => `${base}/api/${path}`;

/** Has the browser save a file under a name. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const anchor = Object.assign(document.createElement('a'), { href: url, download: name });
  anchor.click();
  URL.revokeObjectURL(url);
}

/** An id as a part of an address. */
export const id = (text: string | number): string => encodeURIComponent(text);

async function request(method: string, path: string, body: unknown, more: Record<string, string>): Promise<Response> {
  const headers: Record<string, string> = { ...more };
  const key = sessionStorage.getItem(keyName);
  if (key) headers['x-functions-key'] = key;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(address(path), { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  } catch {
    throw new ApiError(0, 'away', `Nothing answers at ${site()}.`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
