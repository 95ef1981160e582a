import { send } from '../../api.ts';
import { Confirm } from '../../components/Confirm.tsx';
import { DataTable, More } from '../../components/DataTable.tsx';
import { Empty } from '../../components/Empty.tsx';
import { Loading } from '../../components/Loading.tsx';
import { sentence, time } from '../../format.ts';
import type { Pages } from '../../load.ts';
import { deployment } from '../../words.ts';
import { Author, follow, type Live } from './live.tsx';
import type { Deployed } from './types.ts';

/** Every time that definitions went live, newest first; an older version can be made live again. */
export function Versions({ of: versions }: { of: Pages<Deployed> }) {
  const current = versions.value?.find(one => one.current)?.version ?? null;
  const onLive = versions.again;
  return (
    <>
      <Loading of={versions}>{rows => rows.length === 0 ? <None /> : (
        <DataTable
          caption="Versions" isCaptionHidden rows={rows} rowKey={row => row.deployedAt + row.version}
          columns={[
            { head: 'When', cell: row => time(row.deployedAt) },
            { head: 'Version', cell: row => <Version of={row} /> },
            { head: 'How', isMinor: true, cell: row => sentence(deployment(row.how)) },
            { head: 'By, and why', cell: row => [row.author, row.note].filter(Boolean).join(': ') || '–' },
            { head: 'Go back', cell: row => row.version !== current && <Again of={row} {...{ current, onLive }} /> },
          ]} />
      )}</Loading>
      <More more={versions.more} />
    </>
  );
}

const Version = ({ of }: { of: Deployed }) =>
  <><code>{of.version}</code>{of.current && <span class="up"> current</span>}</>;

function Again({ of, current, onLive }: { of: Deployed; current: string | null; onLive: () => void }) {
  const act = async (form: FormData) => {
    const body = { version: of.version, author: form.get('author'), note: form.get('note') };
    follow(await send<Live>('PUT', 'workspaces/current', body, current ? { 'If-Match': `"${current}"` } : {}));
    onLive();
  };
  return (
    <Confirm label="Make live again" title="Make these definitions live again?" yes="Make live" act={act}>
      <p>A run decides all customers by version <code>{of.version}</code> of {time(of.deployedAt)}.</p>
      <Author />
    </Confirm>
  );
}

function None() {
  return <Empty title="No definitions are live yet."><p>The first import brings them, or the form below.</p></Empty>;
}
