import { Page } from '../components/Page.tsx';

export function Imports(_props: { id: string | null }) {
  return <Page title="Imports" />;
}
