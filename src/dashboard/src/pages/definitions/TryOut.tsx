import { useState } from 'preact/hooks';
import { send, type Page as ListPage } from '../../api.ts';
import { Confirm } from '../../components/Confirm.tsx';
import { ErrorBox } from '../../components/ErrorBox.tsx';
import { counted } from '../../format.ts';
import { ChooseFiles } from './ChooseFiles.tsx';
import { Author, follow, type Live } from './live.tsx';
import { PreviewView } from './PreviewView.tsx';
import { Problems } from './Problems.tsx';
import type { Files, Preview, Problem } from './types.ts';

/** Chosen definitions are checked at once; then previewed, then made live. Nothing is kept before that. */
export function TryOut({ current, onLive }: { current: string | null; onLive: () => void }) {
  const [files, setFiles] = useState<Files>({});
  const [problems, setProblems] = useState<Problem[] | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isChosen = Object.keys(files).length > 0;
  const wait = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    await work().catch(setError);
    setBusy(false);
  };
  const check = (chosen: Files) => wait(async () => {
    setFiles(chosen);
    setPreview(null);
    setProblems(null);
    if (Object.keys(chosen).length > 0)
      setProblems((await send<ListPage<Problem>>('POST', 'workspaces/lint', { files: chosen })).items);
  });
  const show = () => wait(async () =>
    setPreview(await send<Preview>('POST', 'workspaces/preview', isChosen ? { files } : undefined)));
  const deploy = async (form: FormData) => {
    const body = { files, author: form.get('author'), note: form.get('note') };
    follow(await send<Live>('PUT', 'workspaces/current', body, current ? { 'If-Match': `"${current}"` } : {}));
    onLive();
  };
  const isWrong = problems?.some(one => one.severity === 'error') ?? false;
  return (
    <div class="try">
      <ChooseFiles files={files} onChange={check} />
      {problems && <Problems items={problems} />}
      {error && <ErrorBox error={error} />}
      <div class="buttons">
        <button type="button" class="main" disabled={isBusy || isWrong} onClick={show}>
          {isChosen ? `Preview ${counted(Object.keys(files).length, 'file')}` : 'Preview the current definitions'}
        </button>
        {isChosen && preview && (
          <Confirm label="Make them live" title="Make these definitions live?" yes="Make live" act={deploy}>
            <p>
              A run decides all customers by them, and messages tell who moves. Making the former ones live again takes it
              back.
            </p>
            <Author />
          </Confirm>
        )}
        <span aria-live="polite" class="quiet">{isBusy ? 'One moment …' : ''}</span>
      </div>
      {preview && <PreviewView preview={preview} />}
    </div>
  );
}
