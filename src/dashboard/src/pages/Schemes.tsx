import { Page } from '../components/Page.tsx';

export function Schemes(_props: { scheme: string | null }) {
  return <Page title="Schemes" />;
}
