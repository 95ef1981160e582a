import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ErrorBox } from './ErrorBox.tsx';
import { remember } from './Form.tsx';

/** A button that says first what will happen, and acts when that is confirmed. Esc closes it. */
export function Confirm({ label, title, yes, children, act, isDangerous, isMain }: {
  /** What stands on the button. */
  label: string;
  /** What is asked. */
  title: string;
  /** What the button that acts says. */
  yes: string;
  /** What will happen, and fields that belong to it. */
  children: ComponentChildren;
  act: (form: FormData) => Promise<void>;
  isDangerous?: boolean;
  isMain?: boolean;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [error, setError] = useState<Error | null>(null);
  const [isBusy, setBusy] = useState(false);
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    remember(form.get('author'));
    setBusy(true);
    setError(null);
    try {
      await act(form);
      dialog.current?.close();
    } catch (problem) {
      setError(problem as Error);
    } finally {
      setBusy(false);
    }
  };
  const onAsk = () => {
    setError(null);
    dialog.current?.showModal();
  };
  const style = isDangerous ? 'danger' : isMain ? 'main' : undefined;
  return (
    <>
      <button type="button" class={style} onClick={onAsk}>{label}</button>
      <dialog ref={dialog} aria-label={title}>
        <form class="form" onSubmit={onSubmit}>
          <h2>{title}</h2>
          {children}
          {error && <ErrorBox error={error} />}
          <div class="buttons">
            <button type="submit" class={style ?? 'main'} disabled={isBusy}>{yes}</button>
            <button type="button" onClick={() => dialog.current?.close()}>Cancel</button>
          </div>
        </form>
      </dialog>
    </>
  );
}
