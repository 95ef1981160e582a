import { ImportList } from './imports/ImportList.tsx';
import { ImportPage } from './imports/ImportPage.tsx';

/** All imports, or one of them. */
export function Imports({ id }: { id: string | null }) {
  return id === null ? <ImportList /> : <ImportPage key={id} id={id} />;
}
