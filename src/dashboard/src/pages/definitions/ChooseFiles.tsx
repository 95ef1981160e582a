import { useState } from 'preact/hooks';
import { counted } from '../../format.ts';
import { read, workspaceOf } from './files.ts';
import type { Files } from './types.ts';

// A browser knows it, the types of elements do not.
const folder = { webkitdirectory: true };

/** Chooses the files of a workspace: a folder, single files, or a text that is pasted as one of them. */
export function ChooseFiles({ files, onChange }: { files: Files; onChange: (files: Files) => void }) {
  const onPick = (isFolder: boolean) => async (event: Event) => {
    const chosen = await read((event.currentTarget as HTMLInputElement).files!);
    const added = Object.fromEntries(chosen.map(one => [one.path, one.text]));
    onChange(isFolder ? workspaceOf(chosen) : { ...files, ...added });
  };
  const names = Object.keys(files).sort();
  return (
    <>
      <p class="quiet">
        Choose the folder of a workspace. It is checked, and then previewed against what people see now: nothing is kept
        and nobody moves before you make it live.
      </p>
      <div class="choose">
        <label>A folder <input type="file" multiple {...folder} onChange={onPick(true)} /></label>
        <label>
          Single files, added to it
          <input type="file" multiple accept=".yaml,.yml,.csv" onChange={onPick(false)} />
        </label>
      </div>
      <Paste onAdd={(path, text) => onChange({ ...files, [path]: text })} />
      {names.length > 0 && (
        <details open={names.length <= 3}>
          <summary>{counted(names.length, 'file')} chosen</summary>
          <ul>{names.map(name => <li key={name}><code>{name}</code> <Drop {...{ name, files, onChange }} /></li>)}</ul>
        </details>
      )}
    </>
  );
}

function Drop({ name, files, onChange }: { name: string; files: Files; onChange: (files: Files) => void }) {
  const { [name]: _, ...others } = files;
  return (
    <button type="button" class="small" aria-label={`Leave out ${name}`} onClick={() => onChange(others)}>
      Leave out
    </button>
  );
}

function Paste({ onAdd }: { onAdd: (path: string, text: string) => void }) {
  const [path, setPath] = useState('');
  const [text, setText] = useState('');
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    onAdd(path.trim(), text);
    setText('');
  };
  return (
    <details>
      <summary>Paste a file</summary>
      <form class="form" onSubmit={onSubmit}>
        <label>
          Its path in the workspace
          <input
            value={path} required placeholder="schemes/touch.yaml"
            onInput={event => setPath(event.currentTarget.value)} />
        </label>
        <label>
          Its text
          <textarea value={text} required rows={8} onInput={event => setText(event.currentTarget.value)} />
        </label>
        <div class="buttons"><button type="submit">Add it</button></div>
      </form>
    </details>
  );
}
