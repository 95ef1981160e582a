import { Page } from '../components/Page.tsx';

export function Runs(_props: { run: number | null }) {
  return <Page title="Runs" />;
}
