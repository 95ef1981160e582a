import { Page } from '../components/Page.tsx';

export function Definitions() {
  return <Page title="Definitions" />;
}
