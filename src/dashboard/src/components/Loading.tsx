import type { ComponentChildren } from 'preact';
import type { Loaded } from '../load.ts';
import { ErrorBox } from './ErrorBox.tsx';

/** What has loaded, or what went wrong; until then a quiet line. */
export function Loading<T>({ of, children }: { of: Loaded<T>; children: (value: T) => ComponentChildren }) {
  if (of.error) return <ErrorBox error={of.error} again={of.again} />;
  return of.value === null
    ? <p class="loading" aria-live="polite">{of.isLoading ? 'Loading' : ''}</p>
    : <>{children(of.value)}</>;
}
