/** Requests to the server beside the socket. Secrets travel in the Authorization header only. */
import type { WordsShape } from '../protocol/catalogue.ts';

/** A request that did not succeed: the `code` of the problem, or `unreachable` when there was no answer. */
export class HttpProblem extends Error {
  constructor(
    /** 0 when there was no answer. */
    readonly status: number,
    readonly code: string,
    /** Text for people, in the language that was asked for. */
    readonly text: string,
  ) {
    super(`${status} ${code}: ${text}`);
  }
}

export interface Request {
  path: string;
  /** The secret of a link, a resume token or the admin token. */
  bearer?: string;
  /** Sent as JSON; makes the request a POST. */
  body?: unknown;
  language?: string;
  accept?: string;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Sends a request. Throws `HttpProblem` for anything but success. */
export async function request(fetch: Fetch, origin: string, wanted: Request): Promise<Response> {
  const headers: Record<string, string> = { accept: wanted.accept ?? 'application/json' };
  if (wanted.bearer !== undefined) headers.authorization = `Bearer ${wanted.bearer}`;
  if (wanted.language !== undefined) headers['accept-language'] = wanted.language;
  const init: RequestInit = {
    headers,
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  };
  if (wanted.body !== undefined) {
    headers['content-type'] = 'application/json';
    init.method = 'POST';
    init.body = JSON.stringify(wanted.body);
  }
  let response: Response;
  try {
    response = await fetch(origin + wanted.path, init);
  } catch {
    throw new HttpProblem(0, 'unreachable', UNREACHABLE[wanted.language === 'nl' ? 'nl' : 'en']);
  }
  if (response.ok) return response;
  throw await problemOf(response);
}

const UNREACHABLE: WordsShape = {
  en: 'The server cannot be reached. Check your connection.',
  nl: 'De server is niet bereikbaar. Controleer je verbinding.',
};

async function problemOf(response: Response): Promise<HttpProblem> {
  const problem: unknown = await response.json().catch(() => null);
  const { code, title, detail } = (problem ?? {}) as { code?: unknown; title?: unknown; detail?: unknown };
  const text = [detail, title].find((value) => typeof value === 'string' && value !== '');
  return new HttpProblem(
    response.status,
    typeof code === 'string' ? code : 'failed',
    typeof text === 'string' ? text : `${response.status}`,
  );
}

/** The lines of an NDJSON answer as values, as they come in. Throws `HttpProblem` when a line is no JSON. */
export async function* jsonLines(response: Response): AsyncGenerator<unknown> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    rest += value === undefined ? decoder.decode() : decoder.decode(value, { stream: true });
    const lines = rest.split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    for (const line of lines) if (line.trim() !== '') yield parseLine(line);
    if (done) return;
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new HttpProblem(200, 'json_invalid', 'A line of the log could not be read.');
  }
}
