import { Page } from '../components/Page.tsx';

export function Moves(_props: { run: number; scheme: string; from: string; to: string; cause: string | null; owner: string }) {
  return <Page title="Moves" />;
}
