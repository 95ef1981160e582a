import { Empty } from '../components/Empty.tsx';
import { Page } from '../components/Page.tsx';
import { link } from '../router.ts';

/** An address that no page has. */
export function Nowhere() {
  return (
    <Page title="There is no such page">
      <Empty title="The address may be mistyped, or of an older version.">
        <p><a href={link([])}>Go to the overview</a></p>
      </Empty>
    </Page>
  );
}
