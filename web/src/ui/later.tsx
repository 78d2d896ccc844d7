/**
 * Components whose code is fetched when it is first needed, so that the board is there sooner. Once it is, the rest is
 * fetched ahead: a sheet must also open while the connection is away.
 */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const loaders: (() => Promise<unknown>)[] = [];

/** `later(() => import('./help.tsx').then((part) => part.Help))` */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let known: ComponentType<Props> | undefined;
  const fetchIt = async () => {
    known ??= await load();
    return known;
  };
  loaders.push(fetchIt);
  return function Later(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(() => known);
    useEffect(() => {
      if (!Part) void fetchIt().then((loaded) => setPart(() => loaded));
    }, [Part]);
    return Part ? <Part {...props} /> : null;
  };
}

const AHEAD_MS = 1500;

/** Fetches what was left for later, one after another, while nothing else is to be done. */
export function fetchAhead(): void {
  setTimeout(async () => {
    for (const fetchIt of loaders) {
      try {
        await fetchIt();
      } catch {
        // It is tried again when it is needed.
        return;
      }
    }
  }, AHEAD_MS);
}
