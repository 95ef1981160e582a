import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorBox } from './ErrorBox.tsx';

const authorKey = 'segmentation-author';

/** The author that was named last in this browser. */
export const author = (): string => localStorage.getItem(authorKey) ?? '';

/** Keeps who was named as the author in this browser. */
export const remember = (name: unknown): void => {
  if (typeof name === 'string' && name !== '') localStorage.setItem(authorKey, name);
};

/** A form that is closed until it is wanted: says what was done, or what was wrong, and can be sent again. */
export function Form({ title, button, children, send }: {
  title: string;
  button: string;
  children: ComponentChildren;
  /** Sends the fields, and tells what came of it. */
  send: (fields: Record<string, string>) => Promise<string>;
}) {
  const [state, setState] = useState<{ done?: string; error?: Error; isBusy?: boolean }>({});
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement)) as Record<string, string>;
    remember(fields['author']);
    setState({ isBusy: true });
    send(fields).then(done => setState({ done }), (error: Error) => setState({ error }));
  };
  if (state.done) {
    return (
      <p role="status">
        {state.done} <button type="button" class="small" onClick={() => setState({})}>Once more</button>
      </p>
    );
  }

  return (
    <details>
      <summary>{title}</summary>
      <form class="form" onSubmit={onSubmit}>
        {children}
        {state.error && <ErrorBox error={state.error} />}
        <div class="buttons"><button type="submit" class="main" disabled={state.isBusy}>{button}</button></div>
      </form>
    </details>
  );
}

/** Who says so, remembered for the next time. */
export const AuthorField = () => (
  <label>Your name or address <input name="author" required maxLength={200} defaultValue={author()} /></label>
);
