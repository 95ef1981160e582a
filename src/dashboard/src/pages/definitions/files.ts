import type { Files } from './types.ts';

const main = 'workspace.yaml';

/** A file that a person chose. */
export interface Chosen {
  path: string;
  text: string;
}

/**
 * The files of a workspace among those that were chosen: what lies in the folder of the topmost workspace.yaml, by the
 * path in it. Without one, all of them as they are; the check then says what is missing.
 */
export function workspaceOf(chosen: Chosen[]): Files {
  const depth = (path: string) => path.split('/').length;
  const folders = chosen.filter(({ path }) => path === main || path.endsWith(`/${main}`))
    .map(({ path }) => path.slice(0, -main.length)).sort((a, b) => depth(a) - depth(b));
  const folder = folders[0] ?? '';
  return Object.fromEntries(chosen
    .filter(({ path }) => path.startsWith(folder) && !isHidden(path.slice(folder.length)))
    .map(({ path, text }) => [path.slice(folder.length), text]));
}

/** Reads what a file input has: of a folder with the paths in it. */
export const read = (files: FileList): Promise<Chosen[]> => Promise.all([...files].map(
  async file => ({ path: file.webkitRelativePath || file.name, text: await file.text() })));

const isHidden = (path: string) => path.split('/').some(part => part.startsWith('.'));
