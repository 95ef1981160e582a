import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Page } from './api.ts';

/** What is shown while something loads: its value, what went wrong, and a way to try again. */
export interface Loaded<T> {
  value: T | null;
  error: Error | null;
  isLoading: boolean;
  again: () => void;
}

/** Loads a value, anew whenever `key` changes; the former value stays until the new one is there. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ value: T | null; error: Error | null; isLoading: boolean }>(
    { value: null, error: null, isLoading: true });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isWanted = true;
    setState(before => ({ ...before, isLoading: true }));
    load().then(
      value => { if (isWanted) setState({ value, error: null, isLoading: false }); },
      (error: Error) => { if (isWanted) setState({ value: null, error, isLoading: false }); });
    return () => { isWanted = false; };
  }, [key, tries]);
  const again = useCallback(() => setTries(count => count + 1), []);
  return { ...state, again };
}

/** A list that grows page by page. */
export interface Pages<T> extends Loaded<T[]> {
  more: (() => void) | null;
}

/** Loads a list page by page, from the start whenever `key` changes. */
export function usePages<T>(key: string, load: (cursor: string | null) => Promise<Page<T>>): Pages<T> {
  const [rest, setRest] = useState<{ key: string; items: T[]; next: string | null } | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const first = useLoad(key, () => load(null));
  const behind = rest?.key === key ? rest : null;
  const next = behind ? behind.next : first.value?.next ?? null;
  const more = () => load(next).then(
    page => setRest({ key, items: [...behind?.items ?? [], ...page.items], next: page.next }), setError);
  return {
    ...first,
    value: first.value && [...first.value.items, ...behind?.items ?? []],
    error: first.error ?? error,
    more: next === null ? null : more,
  };
}
