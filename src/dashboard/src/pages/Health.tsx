import { Page } from '../components/Page.tsx';

export function Health() {
  return <Page title="Health" />;
}
