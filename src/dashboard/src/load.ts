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

/**
 * Loads a list page by page, from the start whenever `key` changes. What came behind a first page goes with it: when
 * that page is loaded anew, the list begins there.
 */
export function usePages<T>(key: string, load: (cursor: string | null) => Promise<Page<T>>): Pages<T> {
  const [rest, setRest] = useState<{ of: Page<T> | null; items: T[]; next: string | null } | null>(null);
  const [failed, setFailed] = useState<{ of: Page<T> | null; error: Error } | null>(null);
  const first = useLoad(key, () => load(null));
  const of = first.value;
  const behind = rest?.of === of ? rest : null;
  const next = behind ? behind.next : of?.next ?? null;
  const more = () => {
    // What is shown may still be the list of the former key.
    if (first.isLoading) return;
    setFailed(null);
    load(next).then(
      page => setRest({ of, items: [...behind?.items ?? [], ...page.items], next: page.next }),
      (error: Error) => setFailed({ of, error }));
  };
  const again = useCallback(() => {
    setFailed(null);
    first.again();
  }, [first.again]);
  return {
    ...first,
    value: of && [...of.items, ...behind?.items ?? []],
    error: first.error ?? (failed?.of === of ? failed.error : null),
    more: next === null ? null : more,
    again,
  };
}
