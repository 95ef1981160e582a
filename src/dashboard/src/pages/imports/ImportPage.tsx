import { find, id as part, send } from '../../api.ts';
import { Confirm } from '../../components/Confirm.tsx';
import { Empty } from '../../components/Empty.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Page, Section } from '../../components/Page.tsx';
import { count, counted, time } from '../../format.ts';
import { useLoad } from '../../load.ts';
import { link } from '../../router.ts';
import { importMode } from '../../words.ts';
import { Fields } from './Fields.tsx';
import { ImportState } from './ImportList.tsx';
import { Rejects } from './Rejects.tsx';
import { RowsOfFiles } from './RowsOfFiles.tsx';
import type { ImportWithRows } from './types.ts';

/** One import: where every row went, what was rejected, how full the fields are. */
export function ImportPage({ id }: { id: string }) {
  const loaded = useLoad(id, () => find<ImportWithRows>(`imports/${part(id)}`).then(found => ({ found })));
  const value = loaded.value?.found;
  return (
    <Page
      title={value ? value.folder || value.import : 'Import'}
      crumbs={<a href={link(['imports'])}>Imports</a>}
      lead={value && <Lead of={value} />}
      aside={value?.state === 'held' && <Decide of={value} again={loaded.again} />}>
      <Loading of={loaded}>{({ found }) => found === null
        ? <Empty title="There is no import with this id." />
        : <Content of={found} />}</Loading>
    </Page>
  );
}

function Lead({ of }: { of: ImportWithRows }) {
  const mode = of.mode ? `, ${importMode(of.mode)}` : '';
  return <><ImportState state={of.state} /> {time(of.at)}: {counted(of.rows ?? 0, 'row')}{mode}.</>;
}

function Content({ of }: { of: ImportWithRows }) {
  return (
    <>
      {of.error && <p class={`notice ${of.state === 'held' ? 'warn' : 'down'}`}>{of.error}</p>}
      {of.files.length > 0 && <Section title="Where every row went"><RowsOfFiles files={of.files} /></Section>}
      <Others of={of} />
      {(of.rejectedRows ?? 0) > 0 && <Rejects id={of.import} rows={of.rejectedRows!} />}
      {of.fields.length > 0 && <Fields fields={of.fields} />}
    </>
  );
}

/** What else came of it: rows of other imports, and customers that it does not have. */
function Others({ of }: { of: ImportWithRows }) {
  const told = [
    of.resolved > 0 && `${counted(of.resolved, 'row')} of earlier imports found their customer.`,
    of.absent > 0 && `${counted(of.absent, 'customer')} are not in these files; they stay as they were.`,
    of.removed > 0 && `${counted(of.removed, 'customer')} are not in these files, and were removed.`,
    of.unread.length > 0 && `No source reads ${of.unread.join(', ')}.`,
  ].filter(text => text !== false);
  return told.length > 0 && <ul class="told">{told.map(text => <li key={text}>{text}</li>)}</ul>;
}

function Decide({ of, again }: { of: ImportWithRows; again: () => void }) {
  const decide = (verb: string) => async () => {
    await send('POST', `imports/${part(of.import)}/${verb}`);
    again();
  };
  return (
    <div class="buttons">
      <Confirm label="Take it" title="Take this import as it is?" yes="Take it" act={decide('confirm')} isMain>
        <p>
          Its {count(of.rows ?? 0)} rows become part of the customer base, and a run follows that shows what they
          change. The next import is compared with this one.
        </p>
      </Confirm>
      <Confirm label="Discard it" title="Throw this import away?" yes="Discard it" act={decide('discard')} isDangerous>
        <p>Its files are deleted; the customer base and all segments stay as they are. This cannot be undone.</p>
      </Confirm>
    </div>
  );
}
