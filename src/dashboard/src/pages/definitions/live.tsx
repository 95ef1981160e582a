import { AuthorField } from '../../components/Form.tsx';
import { link } from '../../router.ts';

/** What the API says when definitions were made live. */
export interface Live {
  version: string;
  run: number | null;
  rereads: boolean;
}

/** Goes where one sees what definitions that were made live do: their run, or all runs while data are read again. */
export function follow({ run, rereads }: Live): void {
  if (run !== null) location.hash = link(['runs', run]);
  else if (rereads) location.hash = link(['runs']);
}

/** The fields of who makes definitions live, and why. */
export function Author() {
  return (
    <>
      <AuthorField />
      <label>Why <input name="note" required maxLength={1000} /></label>
    </>
  );
}
