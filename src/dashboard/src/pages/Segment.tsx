import { Page } from '../components/Page.tsx';

export function Segment(_props: { scheme: string; segment: string; owner: string }) {
  return <Page title="Segment" />;
}
