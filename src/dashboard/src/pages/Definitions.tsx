import { get, send, type Page as ListPage } from '../api.ts';
import { Loading } from '../components/Loading.tsx';
import { Page, Section } from '../components/Page.tsx';
import { useLoad, usePages } from '../load.ts';
import { Problems } from './definitions/Problems.tsx';
import { TryOut } from './definitions/TryOut.tsx';
import type { Deployed, Problem } from './definitions/types.ts';
import { Versions } from './definitions/Versions.tsx';

/** The definitions: which are live, what the check says of them, and what others would do. */
export function Definitions() {
  const versions = usePages('versions', cursor => get<ListPage<Deployed>>('workspaces', { cursor }));
  const current = versions.value?.find(one => one.current) ?? null;
  return (
    <Page
      title="Definitions" lead={current && <>Workspace {current.name}, version <code>{current.version}</code>.</>}>
      <div class="columns">
        <Section title="When which definitions went live"><Versions of={versions} /></Section>
        {current && <Section title="What the check says of them"><Check version={current.version} /></Section>}
      </div>
      <Section title="Try a change before anybody sees it">
        <TryOut current={current?.version ?? null} onLive={versions.again} />
      </Section>
    </Page>
  );
}

function Check({ version }: { version: string }) {
  const problems = useLoad(version, () => send<ListPage<Problem>>('POST', 'workspaces/lint'));
  return <Loading of={problems}>{value => <Problems items={value.items} />}</Loading>;
}
