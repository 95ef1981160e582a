import { Page } from '../components/Page.tsx';

export function Flows(_props: { run: number | null; scheme: string | null }) {
  return <Page title="Flows" />;
}
