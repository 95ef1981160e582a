import { useEffect } from 'preact/hooks';
import { ApiError, setKey, site } from '../api.ts';

const everySeconds = 10;

/** What went wrong, and what to do: asks for a missing key, and tries again by itself while nothing answers. */
export function ErrorBox({ error, again }: { error: Error; again?: (() => void) | undefined }) {
  const isAway = error instanceof ApiError && (error.status === 0 || error.status >= 502);
  useEffect(() => {
    if (!isAway || !again) return;
    const timer = setInterval(again, everySeconds * 1000);
    return () => clearInterval(timer);
  }, [isAway, again]);
  if (error instanceof ApiError && error.status === 401) return <KeyForm />;
  return (
    <div class="error" role="alert">
      <p>{isAway ? `Nothing answers at ${site()}. It is tried again every ${everySeconds} seconds.` : error.message}</p>
      {again && <button type="button" onClick={again}>Try again</button>}
    </div>
  );
}

/** Asks for the function key. */
function KeyForm() {
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setKey(String(form.get('key')));
  };
  return (
    <form class="error" onSubmit={onSubmit}>
      <p>This site asks for a key. It is kept until you close this tab.</p>
      <label>Function key <input name="key" type="password" autocomplete="off" required /></label>
      <button type="submit">Use this key</button>
    </form>
  );
}
