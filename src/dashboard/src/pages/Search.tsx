import { Page } from '../components/Page.tsx';

export function Search(_props: { q: string; owner: string }) {
  return <Page title="Search" />;
}
