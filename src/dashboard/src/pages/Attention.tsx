import { Page } from '../components/Page.tsx';

export function Attention(_props: { owner: string }) {
  return <Page title="Attention" />;
}
