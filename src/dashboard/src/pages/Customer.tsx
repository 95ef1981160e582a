import { Page } from '../components/Page.tsx';

export function CustomerPage(_props: { id: string; scheme: string | null }) {
  return <Page title="Customer" />;
}
