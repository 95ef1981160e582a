import { Page } from '../components/Page.tsx';

export function Overview(_props: { scheme: string | null; owner: string }) {
  return <Page title="Overview" />;
}
