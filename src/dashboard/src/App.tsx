import { useEffect, useState } from 'preact/hooks';
import { SearchBox } from './components/SearchBox.tsx';
import { Attention } from './pages/Attention.tsx';
import { CustomerPage } from './pages/Customer.tsx';
import { Definitions } from './pages/Definitions.tsx';
import { Flows } from './pages/Flows.tsx';
import { Health } from './pages/Health.tsx';
import { Imports } from './pages/Imports.tsx';
import { Moves } from './pages/Moves.tsx';
import { Nowhere } from './pages/Nowhere.tsx';
import { Overview } from './pages/Overview.tsx';
import { Runs } from './pages/Runs.tsx';
import { Schemes } from './pages/Schemes.tsx';
import { Search } from './pages/Search.tsx';
import { Segment } from './pages/Segment.tsx';
import { link, useRoute, type Route } from './router.ts';

/** The pages that the navigation has, in its order. */
const pages = [
  ['', 'Overview'], ['attention', 'Attention'], ['flows', 'Flows'], ['schemes', 'Segments'], ['imports', 'Imports'],
  ['runs', 'Runs'], ['definitions', 'Definitions'], ['health', 'Health'],
] as const;

/** The whole dashboard: a head with navigation and search, and the page of the address. */
export function App() {
  const route = useRoute();
  const [keys, setKeys] = useState(0);
  useEffect(() => {
    const onKey = () => setKeys(count => count + 1);
    addEventListener('key', onKey);
    return () => removeEventListener('key', onKey);
  }, []);
  const path = route.parts.join('/');
  useEffect(() => scrollTo(0, 0), [path]);
  return (
    <>
      <a class="skip" href="#main" onClick={event => { event.preventDefault(); focusMain(); }}>Skip to the content</a>
      <header class="head">
        <a class="brand" href={link([])}>Segmentation</a>
        <nav aria-label="Pages">
          <ul>{pages.map(([part, name]) => <NavItem key={part} {...{ part, name, route }} />)}</ul>
        </nav>
        <SearchBox key={`search-${keys}`} />
      </header>
      <main id="main" tabIndex={-1} key={`page-${keys}`}><PageOf route={route} /></main>
    </>
  );
}

/** The page of an address. Each is a file of `pages/` with the name that is here. */
function PageOf({ route: { parts, query } }: { route: Route }) {
  const [page, first, second, third, fourth] = parts;
  const owner = query.get('owner') ?? '';
  switch (page) {
    case undefined: return <Overview scheme={query.get('scheme')} owner={owner} />;
    case 'attention': return <Attention owner={owner} reason={query.get('reason') ?? ''} />;
    case 'flows': return <Flows run={numberOf(first)} scheme={query.get('scheme')} />;
    case 'moves': return first && second && third && fourth
      ? <Moves run={Number(first)} scheme={second} from={third} to={fourth} cause={query.get('cause')} owner={owner} />
      : <Nowhere />;
    case 'schemes': return first && second
      ? <Segment key={second} scheme={first} segment={second} owner={owner} />
      : <Schemes scheme={first ?? null} />;
    case 'customers': return first
      ? <CustomerPage key={first} id={first} scheme={query.get('scheme')} />
      : <Search q={query.get('q') ?? ''} owner={owner} />;
    case 'imports': return <Imports id={first ?? null} />;
    case 'runs': return <Runs run={numberOf(first)} />;
    case 'definitions': return <Definitions />;
    case 'health': return <Health />;
    default: return <Nowhere />;
  }
}

function NavItem({ part, name, route }: { part: string; name: string; route: Route }) {
  const here = route.parts[0] ?? '';
  const isHere = here === part || (part === 'flows' && here === 'moves');
  return <li><a href={link(part === '' ? [] : [part])} aria-current={isHere ? 'page' : undefined}>{name}</a></li>;
}

const numberOf = (text: string | undefined): number | null => text && /^\d+$/.test(text) ? Number(text) : null;

const focusMain = () => document.getElementById('main')?.focus();
